import { expect, it } from 'vitest';
import type { FedRow } from '../../../../../core/adapters/clickhouse/rowFeed/createRowFeed.ts';
import { userNotices } from '../../../../../core/adapters/clickhouse/users/userNotices.ts';
import type { UsersNotice } from '../../../../../core/notify/notices/notice.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const row = (hash: string, values: FedRow['values'] = {}): FedRow => ({
  ...{ hash, alike: 1, at: noon },
  values: { user_id: hash, email: `${hash}@example.com`, display_name: `User ${hash}`, total_users: 7, ...values },
});

it('is a message for each, with a key of its own, nameless ones of one moment included', () => {
  const told = userNotices([row('a'), row('b', { user_id: '' }), row('c', { user_id: '' })], false);
  expect(new Set(told.map(({ key }) => key)).size).toBe(3);
  expect(told[0]).toMatchObject({ subject: 'New user User a', notice: { email: 'a@example.com', totalUsers: 7 } });
});

it.each([
  ['ana@example.com', 'a…@example.com'],
  ['éa@b@c', 'é…@b@c'],
  ['not an address', '…'],
  ['', ''],
])('masks %j as %j', (email, masked) => {
  expect(userNotices([row('a', { email })], true)[0]?.notice).toMatchObject({ email: masked });
});

it('masks addresses that stand in a name or an id', () => {
  const values = { display_name: 'Ana <ana@example.com>', user_id: 'ana@example.com' };
  expect(userNotices([row('a', values)], true)[0]).toMatchObject({
    ...{ subject: 'New user Ana <a…@example.com>' },
    notice: { name: 'Ana <a…@example.com>', userId: 'a…@example.com' },
  });
});

it('names twenty of many, the newest first', () => {
  const [told, ...more] = userNotices(
    Array.from({ length: 25 }, (_, index) => row(`u${index}`)),
    false,
  );
  expect(more).toEqual([]);
  expect(told?.notice).toMatchObject({ kind: 'users', count: 25, names: expect.arrayContaining(['User u24']) });
  expect((told?.notice as UsersNotice | undefined)?.names).toHaveLength(20);
});
