import type { SourceNotice, UserNotice } from '../../../notify/notices/notice.ts';
import { cleanText } from '../cleanText.ts';
import type { FedRow } from '../rowFeed/createRowFeed.ts';

/** More at once are one message. */
const mostSingly = 10;
const mostNamed = 20;

/** One message for each who registered, or one for all of them when they are many. */
export function userNotices(rows: readonly FedRow[], maskEmail: boolean): SourceNotice[] {
  const told = rows.map((row) => ({ row, notice: noticeOf(row, maskEmail) }));
  const newest = told.at(-1);
  if (told.length <= mostSingly || newest === undefined) {
    return told.map(({ row, notice }) => ({
      key: `user/${row.hash}`,
      notice,
      subject: `New user ${nameOf(notice)}`.trimEnd(),
      thread: null,
    }));
  }
  const names = told.map(({ notice }) => nameOf(notice)).filter((name) => name !== '');
  return [
    {
      key: `users/${told[0]?.row.hash}/${newest.row.hash}/${told.length}`,
      notice: {
        kind: 'users',
        count: told.length,
        names: names.slice(-mostNamed).reverse(),
        totalUsers: newest.notice.totalUsers,
      },
      subject: `${told.length} new users`,
      thread: null,
    },
  ];
}

const nameOf = ({ name, email, userId }: UserNotice) => name || email || userId;

function noticeOf({ at, values }: FedRow, maskEmail: boolean): UserNotice {
  const whole = (name: string) => cleanText(String(values[name] ?? ''), 320);
  // Many are known by their address.
  const text = (name: string) => (maskEmail ? whole(name).replace(address, masked) : whole(name));
  const email = whole('email');
  return {
    kind: 'user',
    at: new Date(at).toISOString(),
    name: text('display_name'),
    email: maskEmail && email !== '' ? masked(email) : email,
    userId: text('user_id'),
    environment: text('environment'),
    totalUsers: typeof values.total_users === 'number' ? values.total_users : null,
  };
}

const address = /[^\s@<>"]+@[^\s@<>"]+/gu;

/** `a…@example.com`: enough to recognise, too little to write to. */
function masked(email: string): string {
  const [, first, domain] = /^(.)[^@]*@(.+)$/u.exec(email) ?? [];
  return first === undefined || domain === undefined ? '…' : `${first}…@${domain}`;
}
