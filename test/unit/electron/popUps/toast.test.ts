import { describe, expect, it } from 'vitest';
import { readToastArguments, toastXml } from '../../../../electron/popUps/toast.ts';
import { aPopUp } from '../../../support/aPopUp.ts';

/** What Windows hands back: the attribute with its entities resolved. */
const attribute = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));

describe('a toast', () => {
  it('knows what it is about, so that a click minutes or a restart later leads there', () => {
    const xml = toastXml(aPopUp());
    expect(attribute(xml, 'launch').map(readToastArguments)).toEqual([{ popUpId: 'p1', alertIds: ['a1'], do: 'open' }]);
    expect(attribute(xml, 'arguments').map(readToastArguments)).toEqual([
      { popUpId: 'p1', alertIds: ['a1'], do: 'acknowledge' },
      { popUpId: 'p1', alertIds: ['a1'], do: 'snooze' },
      // Dismiss is the system's own.
      null,
    ]);
  });

  it('stays as a reminder only with a button, so it always has one', () => {
    const xml = toastXml(aPopUp({ kind: 'summary', alertIds: ['a1', 'a2'] }));
    expect(xml).toContain('scenario="reminder"');
    expect(attribute(xml, 'content')).toEqual(['Dismiss']);
    expect(toastXml(aPopUp({ kind: 'digest', stays: false }))).not.toMatch(/scenario|<actions>/);
  });

  it('about what is over has nothing to acknowledge', () => {
    expect(toastXml(aPopUp({ stays: false, actionable: false }))).not.toContain('<actions>');
  });

  it.each([
    ['none', 'silent="true"'],
    ['chime', 'Notification.Reminder'],
    ['alarm', 'Notification.Looping.Alarm'],
  ] as const)('sounds: %s', (sound, words) => {
    expect(toastXml(aPopUp({ sound }))).toContain(words);
  });

  it('is well formed whatever a title holds', () => {
    const xml = toastXml(aPopUp({ title: '<b> & "quoted"\u0000\u001f \ud800', body: ']]></toast><evil/>' }));
    expect(xml).toContain('<text>&lt;b&gt; &amp; &quot;quoted&quot;   \ufffd</text>');
    expect(xml).toContain('<text>]]&gt;&lt;/toast&gt;&lt;evil/&gt;</text>');
  });

  it('keeps within what Windows takes, however many alerts it sums up', () => {
    const alertIds = Array.from({ length: 5000 }, (_, index) => `${index}`.padStart(16, '0'));
    const xml = toastXml(aPopUp({ kind: 'summary', alertIds }));
    expect(Buffer.byteLength(xml)).toBeLessThan(3000);
    expect(attribute(xml, 'launch').map(readToastArguments)[0]?.alertIds).toHaveLength(20);
  });
});

describe('the arguments of a toast', () => {
  it.each([
    '',
    'dismiss',
    'type=click&tag=12345',
    'popUp=p1&do=delete&alerts=a1',
    'do=acknowledge&alerts=a1',
    `popUp=${'p'.repeat(65)}&do=open`,
    'popUp=p1&do=acknowledge&alerts=../../setup',
    'popUp=p1&do=open&alerts=javascript:alert(1)',
    `popUp=p1&do=acknowledge&alerts=${Array(21).fill('a').join(',')}`,
  ])('that are not of our making mean nothing: %s', (text) => {
    expect(readToastArguments(text)).toBeNull();
  });
});
