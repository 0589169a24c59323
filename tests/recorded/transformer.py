"""Writes transformer.json: what PyTorch 1.13.1 computes, in doubles, for the transformer of src/lib/engine/words.
(Debian's package of that version calls itself 1.13.0a0.)

Layers, attention, GELU, the loss, AdamW and the limit on the gradient's norm are PyTorch's own. First parameters are
multiples of 1/64, so that doubles and single precision begin with the same ones. Where there are ReLUs, the first
seed is taken that keeps what goes into them away from their kink, on whose sides the gradients differ.
"""

import json
import math
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

STEPS = 10
"""Nearer to the kink of a ReLU single precision could fall on its other side."""
NEAREST = 5e-5


class Attention(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width = shape["width"]
        for part in ("query", "key", "value", "projection"):
            self.add_module(part, nn.Linear(width, width))
        self.heads, self.mask = shape["heads"], shape["mask"]

    def forward(self, x):
        """x: [count, tokens, width]; PyTorch's attention takes [tokens, count, width]."""
        tokens, parts = x.transpose(0, 1), (self.query, self.key, self.value)
        length, width = x.shape[1:]
        later = torch.ones(length, length, dtype=torch.bool).triu(1)
        mixed, _ = F.multi_head_attention_forward(
            tokens, tokens, tokens, width, self.heads,
            torch.cat([part.weight for part in parts]), torch.cat([part.bias for part in parts]),
            None, None, False, 0.0, self.projection.weight, self.projection.bias,
            need_weights=False, attn_mask=later if self.mask else None,
        )
        return mixed.transpose(0, 1)


class FeedForward(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width = shape["width"]
        self.expand, self.contract = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.activation = {"relu": F.relu, "gelu": F.gelu}[shape["activation"]]
        self.nearest = math.inf

    def forward(self, x):
        hidden = self.expand(x)
        self.nearest = min(self.nearest, hidden.abs().min().item())
        return self.contract(self.activation(hidden))


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.norm = shape["norm"]
        if self.norm != "none":
            self.norm1 = nn.LayerNorm(shape["width"])
        self.attention = Attention(shape)
        if shape["feedForward"]:
            if self.norm != "none":
                self.norm2 = nn.LayerNorm(shape["width"])
            self.feedForward = FeedForward(shape)

    def forward(self, x):
        layers = [("norm1", self.attention)]
        if hasattr(self, "feedForward"):
            layers.append(("norm2", self.feedForward))
        for name, layer in layers:
            norm = getattr(self, name, None)
            if self.norm == "before":
                x = x + layer(norm(x))
            elif self.norm == "after":
                x = norm(x + layer(x))
            else:
                x = x + layer(x)
        return x


class Transformer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        vocabulary, context, width = shape["vocabulary"], shape["context"], shape["width"]
        self.embedding = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(context, width) if shape["positions"] == "learned" else None
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape["blocks"]))
        self.norm = nn.LayerNorm(width) if shape["norm"] == "before" else None
        self.output = nn.Linear(width, vocabulary)
        self.waves = torch.zeros(context, width)
        if shape["positions"] == "sinusoidal":
            for position in range(context):
                for column in range(width):
                    angle = position / 10000 ** ((column - column % 2) / width)
                    self.waves[position, column] = math.cos(angle) if column % 2 else math.sin(angle)

    def forward(self, tokens):
        length = tokens.shape[1]
        x = self.embedding(tokens) + self.waves[:length]
        if self.positions is not None:
            x = x + self.positions.weight[:length]
        for block in self.blocks:
            x = block(x)
        return self.output(x if self.norm is None else self.norm(x))

    def loss(self, windows):
        logits = self(windows[:, :-1])
        return F.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten())


def flatten(tensors):
    return [number for tensor in tensors for number in tensor.flatten().tolist()]


def rounded(numbers):
    return [round(number, 6) for number in numbers]


def first_parameters(model, chance):
    """Multiples of 1/64: weights of norms about 1, other numbers about 0, vectors of tokens the largest."""
    for name, parameter in model.named_parameters():
        isScale, isVector = "norm" in name and name.endswith("weight"), name in ("embedding.weight", "positions.weight")
        limit = 64 if isVector else 16 if parameter.dim() == 1 else 32
        numbers = [isScale + chance.randint(-limit, limit) / 64 for _ in range(parameter.numel())]
        parameter.data = torch.tensor(numbers).reshape(parameter.shape)


def record(name, seed, shape, count, length, rule):
    chance = random.Random(seed)
    model = Transformer(shape)
    first_parameters(model, chance)
    windows = [
        [[chance.randrange(shape["vocabulary"]) for _ in range(length + 1)] for _ in range(count)] for _ in range(STEPS)
    ]
    parameters = list(model.parameters())
    first = [int(64 * number) for number in flatten(parameters)]
    logits = flatten([model(torch.tensor(windows[0])[:1, :-1])])
    optimizer = torch.optim.AdamW(parameters, rule["learningRate"], weight_decay=rule["weightDecay"])
    losses, gradients = [], None
    for step in windows:
        optimizer.zero_grad()
        loss = model.loss(torch.tensor(step))
        loss.backward()
        gradients = gradients or flatten(parameter.grad for parameter in parameters)
        losses.append(loss.item())
        if rule["clipNorm"] > 0:
            assert torch.nn.utils.clip_grad_norm_(parameters, rule["clipNorm"]) > rule["clipNorm"]
        optimizer.step()
    if shape["feedForward"] and shape["activation"] == "relu":
        if min(block.feedForward.nearest for block in model.blocks) < NEAREST:
            return record(name, seed + 1, shape, count, length, rule)
    return {
        "name": name,
        "shape": shape,
        "tensors": [[tensor, list(parameter.shape)] for tensor, parameter in model.named_parameters()],
        "count": count,
        "rule": rule,
        "windows": [[token for window in step for token in window] for step in windows],
        "sixtyFourths": first,
        "logits": rounded(logits),
        "gradients": rounded(gradients),
        "losses": rounded(losses),
        "last": rounded(flatten(parameters)),
    }


usual = {
    "vocabulary": 7,
    "context": 5,
    "width": 8,
    "heads": 2,
    "blocks": 1,
    "positions": "sinusoidal",
    "mask": True,
    "feedForward": True,
    "activation": "relu",
    "norm": "before",
}
usual_rule = {"learningRate": 0.015625, "weightDecay": 0.125, "clipNorm": 0}


def case(name, count=2, length=5, rule=usual_rule, **changes):
    return record(name, 1, {**usual, **changes}, count, length, rule)


recorded = {
    "source": f"PyTorch {torch.__version__}",
    "cases": [
        case("as usual"),
        case("learned positions", positions="learned"),
        case("no positions", positions="none"),
        case("no mask", mask=False),
        case("one head", heads=1),
        case("no feed-forward", feedForward=False),
        case("GELU", activation="gelu"),
        case("norm after", norm="after"),
        case("no norm", norm="none"),
        case("norm after, no feed-forward", norm="after", feedForward=False),
        case("no part at all", positions="none", mask=False, feedForward=False, norm="none", heads=1),
        # The gradient is longer than the limit at every step.
        case("limited", rule={**usual_rule, "clipNorm": 0.25}),
        case("windows shorter than the context", count=3, length=3, positions="learned"),
        case("two blocks of four heads", blocks=2, heads=4, vocabulary=9, context=6, length=6),
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(recorded, allow_nan=False))
