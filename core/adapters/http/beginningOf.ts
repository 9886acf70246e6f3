/** The first characters of an answer's text, without reading a stranger's page to its end. */
export async function beginningOf(response: Response, length: number): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > length) break;
  }
  return text.slice(0, length);
}
