"""How fast PyTorch trains and writes with the transformers of `npm run bench -- words`, on one core, as JSON.

    apt-get install python3-torch libopenblas0
    OMP_NUM_THREADS=1 python3 bench/words/pytorch.py

Debian's reference BLAS, which it uses without libopenblas0, is many times slower. Tokens per second: medians of
rounds, of training (batch 16, AdamW) and of writing one token at a time with the keys and values of earlier ones kept.
"""

import argparse
import json
import math
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH = 16
SIZES = {
    "S": dict(width=32, heads=2, blocks=1, context=16, vocabulary=128),
    "M": dict(width=64, heads=4, blocks=2, context=32, vocabulary=300),
    "L": dict(width=128, heads=4, blocks=4, context=64, vocabulary=600),
}


def sinusoids(context, width):
    position = torch.arange(context)[:, None]
    divisor = 10_000 ** (torch.arange(0, width, 2) / width)
    return torch.stack([torch.sin(position / divisor), torch.cos(position / divisor)], -1).flatten(1)


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.attention = nn.Linear(width, 3 * width)
        self.projection = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.expand = nn.Linear(width, 4 * width)
        self.contract = nn.Linear(4 * width, width)

    def forward(self, x, mask=None, kept=None):
        """x [batch][tokens][width]; `kept` holds keys and values of earlier tokens and takes the new ones."""
        batch, tokens, width = x.shape
        parts = self.attention(self.norm1(x)).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        if kept is not None:
            if kept:
                key, value = torch.cat([kept[0], key], 2), torch.cat([kept[1], value], 2)
            kept[:] = [key, value]
        scores = query @ key.transpose(-2, -1) / math.sqrt(width // self.heads)
        if mask is not None:
            scores = scores.masked_fill(mask, -math.inf)
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, tokens, width)
        x = x + self.projection(mixed)
        return x + self.contract(F.relu(self.expand(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self, width, heads, blocks, context, vocabulary):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(blocks)])
        self.norm = nn.LayerNorm(width)
        self.output = nn.Linear(width, vocabulary)
        self.register_buffer("positions", sinusoids(context, width))
        self.register_buffer("mask", torch.ones(context, context, dtype=torch.bool).triu(1))

    def forward(self, tokens):
        x = self.embedding(tokens) + self.positions
        for block in self.blocks:
            x = block(x, self.mask)
        return self.output(self.norm(x))

    def append(self, token, place, kept):
        x = self.embedding(token) + self.positions[place]
        for block, own in zip(self.blocks, kept):
            x = block(x, kept=own)
        return self.output(self.norm(x))


def rate(work, seconds):
    """How often a second `work` can be done."""
    start = time.perf_counter()
    done = 0
    while time.perf_counter() - start < seconds:
        work()
        done += 1
    return done / (time.perf_counter() - start)


def measure(size, rounds, seconds):
    torch.manual_seed(1)
    model = Transformer(**size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
    context, vocabulary = size["context"], size["vocabulary"]
    windows = torch.randint(vocabulary, (BATCH, context + 1))
    inputs, targets = windows[:, :-1].contiguous(), windows[:, 1:].reshape(-1)

    def train():
        loss = F.cross_entropy(model(inputs).view(-1, vocabulary), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    @torch.inference_mode()
    def write():
        kept = [[] for _ in model.blocks]
        token = torch.zeros(1, 1, dtype=torch.long)
        for place in range(context):
            token = model.append(token, place, kept).argmax(-1)

    training, writing = [], []
    for index in range(rounds + 1):
        pair = rate(train, seconds) * BATCH * context, rate(write, seconds) * context
        # The first round warms up.
        if index > 0:
            training.append(pair[0])
            writing.append(pair[1])
    return {"training": round(statistics.median(training)), "writing": round(statistics.median(writing))}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=1, help="of each turn")
    options = parser.parse_args()
    torch.set_num_threads(1)
    sizes = {name: measure(size, options.rounds, options.seconds) for name, size in SIZES.items()}
    print(json.dumps({"torch": torch.__version__, "tokensPerSecond": sizes}, indent=2))


main()
