"""Writes pytorch.json: what PyTorch 1.13.1 computes, in doubles, for the formulas of src/lib/engine.
(Debian's package of that version calls itself 1.13.0a0.)

Whatever has samples and outputs is written [outputs][samples], as the engine's models take it.
Numbers that the engine keeps in single precision (samples, first parameters, rates where they can be)
are multiples of powers of two, so that both begin with the same ones.
"""

import json
import math
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.optim import SGD, Adam, AdamW, RMSprop
from torch.optim.lr_scheduler import (
    ConstantLR,
    CosineAnnealingLR,
    ExponentialLR,
    LinearLR,
    SequentialLR,
    StepLR,
)

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
chance = random.Random(1)


def sixty_fourths(limit, *shape):
    """Nested lists of multiples of 1/64, evenly from -limit to limit."""
    if not shape:
        return chance.randint(-64 * limit, 64 * limit) / 64
    return [sixty_fourths(limit, *shape[1:]) for _ in range(shape[0])]


def transpose(rows):
    return [list(column) for column in zip(*rows)]


def one_of(classes, k):
    return [1.0 if o == k else -1.0 for o in range(classes)]


activations = {
    "tanh": torch.tanh,
    "relu": F.relu,
    "sigmoid": torch.sigmoid,
    "linear": lambda z: 1 * z,
    "leakyRelu": F.leaky_relu,
    "elu": F.elu,
    "gelu": F.gelu,
    "silu": F.silu,
    "softplus": F.softplus,
    "sine": torch.sin,
    # torch.heaviside cannot be differentiated; nothing passes.
    "step": lambda z: torch.heaviside(z.detach(), torch.zeros_like(z)) + 0 * z,
}


def record_activations():
    sizes = [1e-3, 0.25, 0.5, 1.0, 1.75, 2.5, 3.5, 5.0, 12.0, 30.0, 100.0]
    grid = [-size for size in reversed(sizes)] + [-0.0, 0.0] + sizes
    result = {}
    for name, activation in activations.items():
        z = torch.tensor(grid, requires_grad=True)
        values = activation(z)
        values.sum().backward()
        result[name] = {"values": values.tolist(), "derivatives": z.grad.tolist()}
    return {"grid": grid, "of": result}


def loss_sum(loss, output, z, targets):
    """Summed over outputs and samples. z and targets: [samples, outputs]; targets -1 and 1 for classes."""
    if loss == "crossEntropy":
        return F.binary_cross_entropy_with_logits(z, (1 + targets) / 2, reduction="sum")
    if loss == "categoricalCrossEntropy":
        return F.cross_entropy(z, targets.argmax(1), reduction="sum")
    if loss == "hinge":
        return F.relu(1 - targets * z).sum()
    if loss == "perceptron":
        return F.relu(-targets * z).sum()
    y = activations[output](z)
    if loss == "huber":
        return F.huber_loss(y, targets, reduction="sum", delta=1.0)
    return F.mse_loss(y, targets, reduction="sum") / 2


def record_losses():
    logits = [[z, -z / 2] for z in (-100.0, -30.0, -2.5, -1.0, -0.125, 0.0, 0.5, 1.0, 3.0, 30.0, 100.0)]
    signs = [[1.0, 1.0] if k % 2 else [-1.0, 1.0] for k in range(len(logits))]
    numbers = sixty_fourths(3, len(logits), 2)
    cases = [
        ("squared", "tanh", logits, signs),
        ("squared", "sigmoid", logits, signs),
        ("squared", "linear", logits, numbers),
        ("crossEntropy", "sigmoid", logits, signs),
        ("huber", "tanh", logits, signs),
        ("huber", "linear", logits, numbers),
        ("hinge", "linear", logits, signs),
    ]
    for classes in (3, 6):
        z = sixty_fourths(4, 8, classes) + [one_of(classes, 1), [100.0 * o for o in range(classes)]]
        targets = [one_of(classes, k % classes) for k in range(len(z))]
        cases.append(("categoricalCrossEntropy", "softmax", z, targets))
    result = []
    for loss, output, z, targets in cases:
        logit = torch.tensor(z, requires_grad=True)
        total = loss_sum(loss, output, logit, torch.tensor(targets))
        total.backward()
        result.append(
            {
                "loss": loss,
                "output": output,
                "z": transpose(z),
                "targets": transpose(targets),
                "mean": total.item() / len(z),
                "gradients": transpose(logit.grad.tolist()),
            }
        )
    return result


def optimizer_of(step, parameters):
    lr, momentum = step["learningRate"], step["momentum"]
    return {
        "sgd": lambda: SGD(parameters, lr),
        "momentum": lambda: SGD(parameters, lr, momentum),
        "nesterov": lambda: SGD(parameters, lr, momentum, nesterov=True),
        "rmsprop": lambda: RMSprop(parameters, lr, alpha=0.99),
        "adam": lambda: Adam(parameters, lr),
        "adamw": lambda: AdamW(parameters, lr, weight_decay=step["weightDecay"]),
        "perceptron": lambda: SGD(parameters, lr),
    }[step["optimizer"]]()


def with_decay(weights, biases, rate):
    """Parameter groups: L2 is the optimizers' own weight_decay, which spares biases here."""
    return [{"params": weights, "weight_decay": rate}, {"params": biases, "weight_decay": 0}]


def flatten(tensors):
    return [number for tensor in tensors for number in tensor.flatten().tolist()]


SAMPLES, BATCH = 28, 3


def train(name, sizes, hidden="tanh", output="tanh", loss="squared", every=False, **changes):
    """Ten steps, the last with one sample. Parameters: by layer weights [outputs][inputs], then biases."""
    step = {
        "optimizer": "sgd",
        "learningRate": 0.125,
        "momentum": 0.9,
        "weightDecay": 0.01,
        "clipNorm": 0,
        "regularization": "none",
        "regularizationRate": 0,
        **changes,
    }
    outputs = sizes[-1]
    points = sixty_fourths(3, SAMPLES, sizes[0])
    if loss == "categoricalCrossEntropy":
        targets = [one_of(outputs, chance.randrange(outputs)) for _ in points]
    elif output == "linear" and loss != "hinge":
        targets = sixty_fourths(2, SAMPLES, outputs)
    else:
        targets = [[chance.choice([-1.0, 1.0]) for _ in range(outputs)] for _ in points]

    layers = [torch.nn.Linear(*pair) for pair in zip(sizes, sizes[1:])]
    parameters = [parameter for layer in layers for parameter in layer.parameters()]
    for parameter in parameters:
        parameter.data = torch.tensor(sixty_fourths(1, *parameter.shape))
    first = flatten(parameters)
    penalty, rate = step["regularization"], step["regularizationRate"]
    weights, biases = [layer.weight for layer in layers], [layer.bias for layer in layers]
    if penalty in ("L2", "both"):
        # Of Adam's two kinds of decay the one beside the moments, as AdamW has it.
        kind = {"sgd": SGD, "adam": AdamW}[step["optimizer"]]
        optimizer = kind(with_decay(weights, biases, rate), step["learningRate"])
    else:
        optimizer = optimizer_of(step, parameters)
    history = []
    for start in range(0, SAMPLES, BATCH):
        z = torch.tensor(points[start : start + BATCH])
        for layer in layers[:-1]:
            z = activations[hidden](layer(z))
        z = layers[-1](z)
        optimizer.zero_grad()
        (loss_sum(loss, output, z, torch.tensor(targets[start : start + BATCH])) / len(z)).backward()
        if step["clipNorm"] > 0:
            torch.nn.utils.clip_grad_norm_(parameters, step["clipNorm"])
        optimizer.step()
        if penalty in ("L1", "both"):
            for weight in weights:
                weight.data = F.softshrink(weight.data, step["learningRate"] * rate)
        history.append(flatten(parameters))
    return {
        "name": name,
        "sizes": sizes,
        "hidden": hidden,
        "output": output,
        "loss": loss,
        "batchSize": BATCH,
        "step": step,
        "columns": transpose(points),
        "targets": transpose(targets),
        "first": first,
        "history": history if every else history[-1:],
    }


def record_training():
    softmax = {"output": "softmax", "loss": "categoricalCrossEntropy"}
    cases = [
        train("sgd", [2, 3, 1], every=True),
        train("momentum", [2, 3, 1], every=True, optimizer="momentum", learningRate=0.0625),
        train("nesterov", [2, 3, 1], every=True, optimizer="nesterov", learningRate=0.0625),
        train("rmsprop", [2, 3, 1], every=True, optimizer="rmsprop", learningRate=0.015625),
        train("adam", [2, 4, 3], **softmax, every=True, optimizer="adam", learningRate=0.0625),
        train("adamw", [2, 3, 1], every=True, optimizer="adamw", learningRate=0.0625),
    ]
    strong = {"optimizer": "adamw", "learningRate": 0.0625, "weightDecay": 0.5}
    cases.append(train("adamw, decay 0.5", [2, 3, 1], **strong))
    cases += [train(f"hidden {name}", [2, 4, 3, 1], hidden=name) for name in activations]
    for loss, output, outputs in [
        ("squared", "linear", 1),
        ("squared", "sigmoid", 2),
        ("crossEntropy", "sigmoid", 1),
        ("huber", "tanh", 1),
        ("huber", "linear", 1),
        ("hinge", "linear", 1),
        ("categoricalCrossEntropy", "softmax", 6),
    ]:
        cases.append(train(f"{loss} of {output}", [2, 3, outputs], output=output, loss=loss))
    cases.append(train("perceptron", [2, 1], output="step", loss="perceptron", optimizer="perceptron"))
    # The norms of the first two lie above the limit at every step, those of the third at some.
    clipped = {"clipNorm": 0.25, "every": True}
    cases.append(train("clipped sgd", [2, 3, 1], output="linear", **clipped))
    cases.append(train("clipped momentum", [2, 4, 3], **softmax, optimizer="momentum", **clipped))
    cases.append(train("clipped at times", [2, 3, 1], clipNorm=0.75))
    for regularization in ("L1", "L2", "both"):
        penalty = {"regularization": regularization, "regularizationRate": 0.25}
        cases.append(train(f"{regularization} with sgd", [2, 4, 1], **penalty))
    cases.append(train("both with adam", [2, 4, 1], **penalty, optimizer="adam", learningRate=0.0625))
    return cases


def record_penalties():
    """One step of each penalty alone. L2: SGD with weight_decay, for a gradient of 0."""
    weights = [-2.0, -0.5, -0.03125, -0.01, -0.0, 0.0, 0.02, 0.03125, 0.04, 1.0, 3.5]
    learning_rate, rate = 0.125, 0.25
    size = learning_rate * rate
    weight = torch.nn.Parameter(torch.tensor(weights))
    weight.grad = torch.zeros_like(weight)
    values = {"L1": weight.norm(1).item(), "L2": weight.norm(2).item() ** 2 / 2}
    SGD([weight], learning_rate, weight_decay=rate).step()
    l1 = F.softshrink(torch.tensor(weights), size)
    return {
        "weights": weights,
        "step": size,
        "values": {**values, "both": values["L1"] + values["L2"]},
        "shrunk": {"L1": l1.tolist(), "L2": weight.tolist(), "both": F.softshrink(weight.data, size).tolist()},
    }


EPOCHS = 30


def rates(schedule, period, factor, warm_up):
    """PyTorch's cosine rises again after its period, the engine's stays at 0: hence ConstantLR, factor 0."""
    optimizer = SGD([torch.nn.Parameter(torch.zeros(1))], 0.5)

    def constant(share):
        return ConstantLR(optimizer, share, total_iters=10 * EPOCHS)

    parts = {
        "constant": lambda: [constant(1)],
        "step": lambda: [StepLR(optimizer, period, factor)],
        "cosine": lambda: [CosineAnnealingLR(optimizer, period), constant(0)],
        "exponential": lambda: [ExponentialLR(optimizer, factor ** (1 / period))],
    }[schedule]()
    milestones = [warm_up + period] if schedule == "cosine" else []
    if warm_up > 0:
        parts.insert(0, LinearLR(optimizer, 1 / (warm_up + 1), total_iters=warm_up))
        milestones.insert(0, warm_up)
    scheduler = SequentialLR(optimizer, parts, milestones)
    result = []
    for _ in range(EPOCHS):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return {
        "schedule": schedule,
        "schedulePeriod": period,
        "scheduleFactor": factor,
        "warmUp": warm_up,
        "learningRate": 0.5,
        "rates": result,
    }


def record_schedules():
    names = ("constant", "step", "cosine", "exponential")
    return [rates(name, 7, 0.3, warm_up) for name in names for warm_up in (0, 5)] + [
        rates("cosine", 40, 0.3, 1),
        rates("step", 1, 0.9, 3),
    ]


def ratio(numerator, denominator):
    return numerator / denominator if denominator else None


def record_metrics():
    """By the definitions; null where a denominator is 0."""
    classifications = []
    for classes, samples, unseen in ((2, 15, None), (3, 20, None), (4, 25, 3)):
        z = sixty_fourths(2, samples, 1 if classes == 2 else classes)
        actual = [chance.randrange(classes - (unseen is not None)) for _ in z]
        predicted = [int(row[0] > 0) if classes == 2 else row.index(max(row)) for row in z]
        pairs = list(zip(actual, predicted))
        scores = []
        for k in range(classes):
            precision = ratio(pairs.count((k, k)), predicted.count(k))
            recall = ratio(pairs.count((k, k)), actual.count(k))
            harmonic = ratio(2 * precision * recall, precision + recall) if precision and recall else 0
            f1 = harmonic if k in actual or k in predicted else None
            scores.append({"precision": precision, "recall": recall, "f1": f1})
        classifications.append(
            {
                "z": transpose(z),
                "actual": actual,
                "confusion": [pairs.count((a, p)) for a in range(classes) for p in range(classes)],
                "accuracy": sum(a == p for a, p in pairs) / samples,
                "scores": scores,
            }
        )
    outputs, labels = sixty_fourths(3, 12), sixty_fourths(3, 12)
    regressions = []
    for guesses in (outputs, labels, [label + guess / 8 for label, guess in zip(labels, outputs)]):
        mean = sum(labels) / len(labels)
        residual = sum((label - guess) ** 2 for label, guess in zip(labels, guesses))
        total = sum((label - mean) ** 2 for label in labels)
        regressions.append({"outputs": guesses, "labels": labels, "rSquared": 1 - residual / total})
    return {"classifications": classifications, "regressions": regressions}


def record_initializers():
    """What torch.nn.init draws from: for xavier_uniform_ the limit, for kaiming_normal_ the deviation."""
    gain = torch.nn.init.calculate_gain
    return [
        {
            "inputs": inputs,
            "outputs": outputs,
            "glorotLimit": gain("linear") * math.sqrt(6 / (inputs + outputs)),
            "heDeviation": gain("relu") / math.sqrt(inputs),
        }
        for inputs, outputs in ((2, 32), (32, 32), (32, 8))
    ]


recorded = {
    "source": f"PyTorch {torch.__version__}",
    "activations": record_activations(),
    "losses": record_losses(),
    "training": record_training(),
    "penalties": record_penalties(),
    "schedules": record_schedules(),
    "metrics": record_metrics(),
    "initializers": record_initializers(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(recorded, allow_nan=False))
