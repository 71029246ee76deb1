/** AMQP topic matching: `*` stands for one word, `#` for any number, none too. */
export function fits(pattern: string, topic: string): boolean {
  return match(pattern.split('.'), topic.split('.'));
}

function match([first, ...rest]: string[], words: string[]): boolean {
  if (first === undefined) return words.length === 0;
  if (first === '#')
    return match(rest, words) || (words.length > 0 && match([first, ...rest], words.slice(1)));
  return words.length > 0 && (first === '*' || first === words[0]) && match(rest, words.slice(1));
}
