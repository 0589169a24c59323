"""Writes transformer.json: what PyTorch 1.13.1 computes, in doubles, for small transformers and their training.
(Debian's package of that version calls itself 1.13.0a0.)

Standalone: attention is PyTorch's own multi_head_attention_forward, everything else torch.nn.functional; the optimizer
is torch.optim.AdamW after torch.nn.utils.clip_grad_norm_. First parameters are not written but drawn by a formula
(`first_parameters`) whose numbers are multiples of 1/128, exact on either side. Of each case's possible draws the first
is taken that has no pre-activation of a ReLU near its kink and whose training comes out the same in single precision.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_num_threads(1)

STEPS = 10
EPSILON = 1e-5
# No pre-activation of a ReLU lies nearer to 0 than this at any step.
KINK = 5e-5
# Largest difference between training in doubles and in singles.
SINGLE = 1e-5

base = {
    "vocabulary": 11,
    "context": 6,
    "width": 8,
    "heads": 2,
    "blocks": 1,
    "positions": "sinusoidal",
    "mask": True,
    "feedForward": True,
    "activation": "relu",
    "norm": "before",
}
rule = {"learningRate": 1 / 128, "weightDecay": 1 / 16, "clipNorm": 0}


def tensors_of(shape):
    """Names and sizes of all parameters, in their order."""
    V, T, C = shape["vocabulary"], shape["context"], shape["width"]
    result = [("embedding.weight", (V, C))]

    def linear(name, outputs, inputs):
        result.extend([(f"{name}.weight", (outputs, inputs)), (f"{name}.bias", (outputs,))])

    def norm(name):
        result.extend([(f"{name}.weight", (C,)), (f"{name}.bias", (C,))])

    if shape["positions"] == "learned":
        result.append(("positions.weight", (T, C)))
    for block in range(shape["blocks"]):
        name = f"blocks.{block}"
        if shape["norm"] != "none":
            norm(f"{name}.norm1")
        for part in ("query", "key", "value", "projection"):
            linear(f"{name}.attention.{part}", C, C)
        if shape["feedForward"]:
            if shape["norm"] != "none":
                norm(f"{name}.norm2")
            linear(f"{name}.feedForward.expand", 4 * C, C)
            linear(f"{name}.feedForward.contract", C, 4 * C)
    if shape["norm"] == "before":
        norm("norm")
    linear("output", V, C)
    return result


def chance(state):
    """The generator of Park and Miller."""
    while True:
        state = 16807 * state % (2**31 - 1)
        yield state


def first_parameters(shape, seed, dtype):
    """Multiples of 1/128 from -1/2 to 1/2; 1 more where they are the scales of a norm."""
    numbers = chance(seed)
    result = {}
    for name, sizes in tensors_of(shape):
        count = torch.Size(sizes).numel()
        middle = 1 if ".norm" in f".{name}" and name.endswith(".weight") else 0
        values = [middle + (next(numbers) % 129 - 64) / 128 for _ in range(count)]
        result[name] = torch.tensor(values, dtype=dtype).reshape(sizes).requires_grad_()
    return result


def windows_of(shape, seed, count, length):
    """Tokens [count][length + 1]; the vocabulary's last token never occurs."""
    numbers = chance(seed + 1)
    return [[next(numbers) % (shape["vocabulary"] - 1) for _ in range(length + 1)] for _ in range(count)]


def sinusoids(count, width, dtype):
    position = torch.arange(count, dtype=torch.float64)[:, None]
    divisor = 10000 ** (torch.arange(0, width, 2, dtype=torch.float64) / width)
    return torch.stack((torch.sin(position / divisor), torch.cos(position / divisor)), 2).flatten(1).to(dtype)


def forward(shape, p, tokens):
    """Of tokens [count][length]: logits, the last block's attention [count, head, from, to], nearest kink."""
    C, norms = shape["width"], shape["norm"]
    length = tokens.shape[1]
    nearest = float("inf")

    def linear(name, x):
        return F.linear(x, p[f"{name}.weight"], p[f"{name}.bias"])

    def norm(name, x):
        return F.layer_norm(x, (C,), p[f"{name}.weight"], p[f"{name}.bias"], EPSILON)

    def attend(name, x):
        into = [f"{name}.attention.{part}" for part in ("query", "key", "value")]
        along = x.transpose(0, 1)
        y, weights = F.multi_head_attention_forward(
            along,
            along,
            along,
            C,
            shape["heads"],
            torch.cat([p[f"{part}.weight"] for part in into]),
            torch.cat([p[f"{part}.bias"] for part in into]),
            None,
            None,
            False,
            0.0,
            p[f"{name}.attention.projection.weight"],
            p[f"{name}.attention.projection.bias"],
            attn_mask=torch.ones(length, length).triu(1).bool() if shape["mask"] else None,
            average_attn_weights=False,
        )
        return y.transpose(0, 1), weights

    x = F.embedding(tokens, p["embedding.weight"])
    if shape["positions"] == "sinusoidal":
        x = x + sinusoids(length, C, x.dtype)
    if shape["positions"] == "learned":
        x = x + p["positions.weight"][:length]
    for block in range(shape["blocks"]):
        name = f"blocks.{block}"
        y, attention = attend(name, norm(f"{name}.norm1", x) if norms == "before" else x)
        x = x + y
        if norms == "after":
            x = norm(f"{name}.norm1", x)
        if not shape["feedForward"]:
            continue
        hidden = linear(f"{name}.feedForward.expand", norm(f"{name}.norm2", x) if norms == "before" else x)
        if shape["activation"] == "relu":
            nearest = min(nearest, hidden.abs().min().item())
        x = x + linear(f"{name}.feedForward.contract", getattr(F, shape["activation"])(hidden))
        if norms == "after":
            x = norm(f"{name}.norm2", x)
    if norms == "before":
        x = norm("norm", x)
    return linear("output", x), attention, nearest


def flatten(tensors):
    return [number for tensor in tensors for number in tensor.flatten().tolist()]


def train(shape, seed, windows, step, dtype):
    parameters = first_parameters(shape, seed, dtype)
    everything = list(parameters.values())
    optimizer = torch.optim.AdamW(everything, step["learningRate"], weight_decay=step["weightDecay"])
    tokens = torch.tensor(windows)
    result = {"losses": [], "nearest": float("inf"), "lengths": []}
    for _ in range(STEPS):
        logits, attention, nearest = forward(shape, parameters, tokens[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        if not result["losses"]:
            result["gradients"] = flatten([parameter.grad for parameter in everything])
            result["logits"] = flatten([logits[0]])
            result["attention"] = flatten([attention[0]])
        result["losses"].append(loss.item())
        result["nearest"] = min(result["nearest"], nearest)
        if step["clipNorm"] > 0:
            result["lengths"].append(torch.nn.utils.clip_grad_norm_(everything, step["clipNorm"]).item())
        optimizer.step()
    # The softmax does not feel a key's bias: its gradient is rounding alone, which the optimizer makes large.
    matters = [parameter for name, parameter in parameters.items() if not name.endswith("key.bias")]
    return {**result, "final": flatten(everything), "matters": flatten(matters)}


def difference(one, other):
    return max(abs(a - b) for a, b in zip(one, other))


def rounded(numbers):
    return [round(number, 6) for number in numbers]


def case(name, step=None, count=3, length=5, **changes):
    """Ten steps on the same windows."""
    shape = {**base, **changes}
    step = {**rule, **(step or {})}
    for seed in range(1, 1000):
        windows = windows_of(shape, seed, count, length)
        double = train(shape, seed, windows, step, torch.float64)
        single = train(shape, seed, windows, step, torch.float32)
        apart = max(difference(double[key], single[key]) for key in ("losses", "gradients", "logits", "matters"))
        if double["nearest"] > KINK and apart < SINGLE:
            break
    else:
        raise ValueError(f"{name}: no draw fits")
    if step["clipNorm"] > 0:
        # Some steps' gradients are longer than the limit, some shorter.
        assert min(double["lengths"]) < step["clipNorm"] < max(double["lengths"]), double["lengths"]
    print(f"{name}: seed {seed}, apart {apart:.1e}, nearest {double['nearest']:.1e}")
    numbers = {key: rounded(double[key]) for key in ("logits", "attention", "gradients", "losses", "final")}
    return {"name": name, "shape": shape, "seed": seed, "windows": windows, "rule": step, **numbers}


cases = [
    case("as it is"),
    case("learned positions", positions="learned"),
    case("no positions", positions="none"),
    case("no mask", mask=False),
    case("one head", heads=1),
    case("no feed-forward", feedForward=False),
    case("GELU, four heads of two numbers", activation="gelu", heads=4),
    case("norm after", norm="after"),
    case("no norm", norm="none"),
    case("norm after, no feed-forward", norm="after", feedForward=False),
    case("two blocks", blocks=2, activation="gelu", positions="learned"),
    case("two blocks, norm after", blocks=2, norm="after"),
    case("whole context, clipped", {"clipNorm": 1}, length=6),
    case("wider, strong decay", {"weightDecay": 0.5}, vocabulary=21, width=16, heads=4, feedForward=False),
]
recorded = {"source": f"PyTorch {torch.__version__}", "cases": cases}
Path(__file__).with_suffix(".json").write_text(json.dumps(recorded, allow_nan=False))
