import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

// A reader in the zone of the told host.
test.use({ timezoneId: 'Europe/Berlin', locale: 'en-GB' });

let host: MockHost;
test.beforeEach(async () => {
  host = await startMockHost('busy');
});
test.afterEach(() => host.program.stop());

const looks = [
  [1440, 'dark'],
  [1440, 'light'],
  [390, 'dark'],
] as const;

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rule = (page: Page, title: string, name: string) =>
  panel(page, title)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });

async function open(page: Page): Promise<void> {
  await page.goto(new URL('/delivery?tab=rules', host.url).href);
  await expect(panel(page, 'Escalation')).toContainText('Not set up: slack-bot, email.');
}

async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Save', exact: true });
  await button.click();
  // The words alone may be those of the time before.
  await expect(button).toHaveCount(0);
  await expect(page.getByText('Delivery saved. It holds from now on.')).toBeVisible();
}

async function settingsOf() {
  const response = await fetch(new URL('/api/settings', host.url));
  return (await response.json()).settings;
}

/** Before the page is opened. */
async function keep(delivery: Record<string, unknown>): Promise<void> {
  const settings = await settingsOf();
  const response = await fetch(new URL('/api/settings', host.url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: new URL(host.url).origin },
    body: JSON.stringify({ ...settings, delivery: { ...settings.delivery, ...delivery } }),
  });
  expect(response.status, await response.text()).toBe(200);
}

const officeHours = { name: 'office', periods: [{ days: [], from: '00:00', to: '00:00', timeZone: '' }] };
const plain = {
  ...{ matchers: [], receivers: [], continue: false, groupBy: null, resolved: null },
  ...{ activeTimes: [], muteTimes: [], escalation: null, routes: [] },
};

test('a policy is made of steps, says what is wrong with their order, and is put right with one button', async ({
  page,
}) => {
  await open(page);
  const escalation = panel(page, 'Escalation');
  await expect(rule(page, 'Escalation', 'default')).toContainText(
    'After 30 min: pagerduty, slack-critical, slack; nobody else.',
  );
  await expect(rule(page, 'Escalation', 'important')).toContainText(
    'Used by PagerDuty, Models → Critical models, Learned revenue → Critical, Critical revenue and 1 more.',
  );

  await escalation.getByRole('button', { name: 'Add a policy' }).click();
  const name = escalation.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await name.fill('default');
  await expect(escalation.getByRole('alert')).toHaveText('There is a default already.');
  await name.fill('night shift');
  await name.press('Enter');
  const policy = rule(page, 'Escalation', 'night shift');
  await expect(policy).toContainText('No route uses it.');

  const step = (number: number) => policy.getByRole('listitem', { name: `Step ${number}` });
  await step(1).getByRole('checkbox', { name: 'slack-technical' }).uncheck();
  await step(1).getByRole('checkbox', { name: 'pagerduty' }).uncheck();
  await policy.getByRole('button', { name: 'Add a step' }).click();
  await expect(step(2).getByLabel('After')).toHaveValue('60');
  await step(2).getByLabel('After').fill('1x');
  await expect(step(2).getByRole('alert')).toHaveText('The time must be a number.');
  await step(2).getByLabel('After').fill('15');
  await expect(step(2).getByRole('alert')).toHaveText('The time must be later than the step before it.');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `policy ${width} ${colorScheme}`);
  }
  await policy.getByRole('button', { name: 'Order by time' }).click();
  await expect(policy.getByRole('alert')).toHaveCount(0);
  await expect(step(1).getByLabel('After')).toHaveValue('15');
  await policy.getByLabel('Repeat the last step').fill('2');
  await expect(policy).toContainText('The last step again every 15 min, 2 times.');

  await step(2).getByRole('checkbox', { name: 'slack-critical' }).uncheck();
  await step(2).getByRole('checkbox', { name: 'slack', exact: true }).uncheck();
  await expect(step(2).getByRole('alert')).toHaveText('Choose at least one receiver.');
  await step(2).getByRole('checkbox', { name: 'email' }).check();
  await expect(policy).toContainText('Not set up: email.');
  await step(2).getByRole('checkbox', { name: 'pagerduty' }).check();
  await policy.getByRole('button', { name: 'Done with night shift' }).click();
  await expect(policy).toContainText(
    'After 15 min: slack-critical, slack. After 30 min: pagerduty; then again every 15',
  );
  await save(page);
  expect((await settingsOf()).delivery.escalations[2]).toEqual({
    name: 'night shift',
    steps: [
      { afterMinutes: 15, receivers: ['slack-critical', 'slack'] },
      { afterMinutes: 30, receivers: ['email', 'pagerduty'] },
    ],
    repeat: 2,
  });
});

test('a policy takes the routes that go by it along, and the defaults can be had back', async ({ page }) => {
  await keep({ routes: { ...plain, name: 'All', receivers: ['slack'], escalation: 'important' } });
  await open(page);
  const important = rule(page, 'Escalation', 'important');
  await important.getByRole('button', { name: 'Edit important' }).click();
  await panel(page, 'Escalation').getByLabel('Name', { exact: true }).fill('urgent');
  await panel(page, 'Escalation').getByLabel('Repeat the last step').fill('1');
  const urgent = rule(page, 'Escalation', 'urgent');
  await expect(urgent).toContainText('Used by All.');
  await save(page);
  expect((await settingsOf()).delivery.routes.escalation).toBe('urgent');

  await urgent.getByRole('button', { name: 'Remove urgent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove urgent?' });
  await expect(dialog).toContainText('Routes go by it: All. What the route above them says counts then');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(urgent).toHaveCount(1);
  await urgent.getByRole('button', { name: 'Remove urgent' }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(urgent).toHaveCount(0);
  await panel(page, 'Escalation').getByRole('button', { name: 'Back to the defaults' }).click();
  await expect(rule(page, 'Escalation', 'important')).toContainText('No route uses it.');
  await save(page);
  const { delivery } = await settingsOf();
  expect(delivery.routes.escalation).toBeNull();
  expect(delivery.escalations.map((policy: { name: string }) => policy.name)).toEqual(['default', 'important']);
});

test('named times say whether they are on, and leave the routes when they are removed', async ({ page }) => {
  await keep({
    times: [officeHours],
    routes: { ...plain, name: 'All', routes: [{ ...plain, name: 'Shop', activeTimes: ['office'] }] },
  });
  await open(page);
  const times = panel(page, 'Named times');
  const office = rule(page, 'Named times', 'office');
  await expect(office).toContainText('Now: on, always.');
  await expect(office).toContainText('Used by Shop.');
  await office.getByRole('button', { name: 'Edit office' }).click();
  await times.getByLabel('Name', { exact: true }).fill('shop hours');
  await times.getByLabel('Name', { exact: true }).press('Enter');
  await expect(rule(page, 'Named times', 'shop hours')).toContainText('Used by Shop.');

  await times.getByRole('button', { name: 'Add times' }).click();
  const added = rule(page, 'Named times', 'New times');
  await expect(added).toContainText('Mon to Fri, 08:00 to 18:00');
  await expect(added).toContainText(/Now: (on until 18:00|off\. Next: (tomorrow |Monday )?08:00)\./);
  await added.getByLabel('To', { exact: true }).fill('');
  await expect(added.getByRole('alert')).toContainText('To is not valid');
  await expect(added).not.toContainText('Now:');
  await added.getByLabel('To', { exact: true }).fill('17:00');
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `times ${width} ${colorScheme}`);
  }
  await save(page);
  const before = (await settingsOf()).delivery;
  expect(before.routes.routes[0].activeTimes).toEqual(['shop hours']);
  expect(before.times.map(({ name }: { name: string }) => name)).toEqual(['shop hours', 'New times']);

  await page.getByRole('button', { name: 'Remove New times' }).click();
  await expect(times.getByRole('button', { name: 'Add times' })).toBeFocused();
  await page.getByRole('button', { name: 'Remove shop hours' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove shop hours?' });
  await expect(dialog).toContainText('Routes that name it: Shop.');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(times.getByRole('button', { name: 'Add times' })).toBeFocused();
  await save(page);
  const after = (await settingsOf()).delivery;
  expect(after.times).toEqual([]);
  expect(after.routes.routes[0].activeTimes).toEqual([]);
});

test('a rule says in words what it holds back, and shows a pattern that is none where it stands', async ({ page }) => {
  await open(page);
  const given = rule(page, 'An alert explains others', 'What an unreachable source blinds');
  await expect(given).toContainText(
    'While Source unreachable fires, an alert whose type matches data_stale|.*_missing is not told.',
  );
  await panel(page, 'An alert explains others').getByRole('button', { name: 'Add a rule' }).click();
  const added = rule(page, 'An alert explains others', 'New rule');
  await expect(added).toContainText('While Source unreachable fires, Data stale is not told.');
  const target = added.getByRole('group', { name: /^Those are not told/ });
  await target.getByLabel('How condition 1 compares').selectOption('matches');
  await target.getByLabel('Value of condition 1').fill('(data');
  await expect(target.getByRole('alert')).toContainText('The value must be a regular expression');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `explains ${width} ${colorScheme}`);
  }
  await target.getByLabel('Value of condition 1').fill('data_.*');
  await expect(target.getByRole('alert')).toHaveCount(0);
  await added.getByLabel('If both have the same').pressSequentially('region, shop');
  await expect(added).toContainText('is not told, if both have the same region and shop.');
  await save(page);
  expect((await settingsOf()).delivery.inhibitions[1]).toMatchObject({
    target: [{ name: 'type', op: '=~', value: 'data_.*' }],
    equal: ['region', 'shop'],
  });
});

test('a summary needs a receiver, and says when it goes out next', async ({ page }) => {
  await open(page);
  const summaries = panel(page, 'Summaries');
  await summaries.getByRole('switch', { name: 'Send the seven days before' }).click();
  const weekly = summaries.getByRole('group', { name: 'Each week' });
  await expect(weekly.getByRole('alert')).toHaveText('Receiver must name a receiver that it goes to.');
  // It is for single alerts.
  await expect(weekly.getByRole('option', { name: 'pagerduty' })).toHaveCount(0);
  await weekly.getByLabel('Receiver', { exact: true }).selectOption('email (not set up)');
  await expect(weekly).toContainText('Nothing goes out: email is not set up.');
  await weekly.getByLabel('Receiver', { exact: true }).selectOption('slack');
  await weekly.getByLabel('Day', { exact: true }).selectOption('Sunday');
  await weekly.getByLabel('Time', { exact: true }).fill('7');
  await expect(weekly.getByRole('alert')).toContainText('use hours and minutes, such as 22:00');
  await weekly.getByLabel('Time', { exact: true }).fill('07:30');
  await expect(weekly).toContainText(/Next: .*07:30, to slack\./);
  for (const [width, colorScheme] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `summaries ${width} ${colorScheme}`);
  }
  await save(page);
  expect((await settingsOf()).delivery.summaries.weekly).toEqual({
    ...{ enabled: true, receiver: 'slack', at: '07:30', timeZone: '', on: 'sun' },
  });
  await summaries.getByRole('link', { name: 'what they say stands in Report' }).click();
  await expect(page).toHaveURL(/\/report$/);
});

test('limits show their defaults, are judged while they are typed, and are locked where the environment sets them', async ({
  page,
}) => {
  await page.route('**/api/settings', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const view = await response.json();
    const overrides = { ...view.overrides, 'delivery.limits.maxPerWindow': 'ALERT_MAX_PER_WINDOW' };
    await route.fulfill({ response, json: { ...view, overrides } });
  });
  await page.goto(new URL('/setup#limits', host.url).href);
  await page.getByRole('link', { name: 'Delivery → Policies' }).click();
  const limits = panel(page, 'Not nagging');
  await expect(limits.getByLabel('Messages at most', { exact: true })).toBeDisabled();
  await expect(limits).toContainText('set by ALERT_MAX_PER_WINDOW');
  const pace = limits.getByLabel('Messages a second', { exact: true });
  await pace.fill('');
  await expect(limits.getByRole('alert')).toHaveText('Messages a second must be a number.');
  await pace.pressSequentially('1.5');
  await expect(limits).toContainText('not saved yet · default: 1 a second');
  await limits.getByLabel('At once', { exact: true }).fill('0');
  await expect(limits.getByRole('alert')).toHaveText('At once must be at least 1.');
  await limits.getByRole('button', { name: 'At once: back to the default' }).click();
  await expect(limits.getByRole('alert')).toHaveCount(0);
  await limits.getByLabel('Remind who has it while it fires, every', { exact: true }).fill('');
  await save(page);
  const { delivery } = await settingsOf();
  expect(delivery.limits).toMatchObject({ perSecond: 1.5, burst: 3 });
  expect(delivery.remindMinutes).toBeNull();
});
