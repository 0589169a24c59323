/** How long a text is, in two ways. */
interface TextLength {
  readonly tokenCount: number;
  readonly characterCount: number;
}

/** What a loss in nats per token is in bits per character of the text. */
export function bitsPerCharacter(loss: number, { tokenCount, characterCount }: TextLength): number {
  return (loss / Math.LN2) * (tokenCount / characterCount);
}
