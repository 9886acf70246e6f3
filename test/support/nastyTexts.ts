/** What data may hold that a message must not be taken in by. */
export const nastyTexts = [
  '<!channel> <!here> <!everyone> @here @channel <@U012AB3CD> <#C012AB> <!subteam^S01>',
  '*bold* _italic_ ~gone~ `code` ```block``` > quote',
  'https://evil.example/ www.evil.example mailto:a@b.c <https://evil.example|your bank>',
  'right\u202Eto left\u202C \u2066isolate\u2069 zero\u200Bwidth\u200D \uFEFF bell\u0007 \u001b[31m nul\u0000',
  '&amp; &lt;!channel&gt; & < >',
  '\ud800 lone \udc00 surrogates',
  'a\nb\r\nc\u2028d',
];
