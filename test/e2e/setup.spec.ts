import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

// A reader in another zone than the host, which is in Berlin.
test.use({ timezoneId: 'America/New_York', locale: 'en-US' });

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const save = async (page: Page) => {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
};

async function open(page: Page, host: MockHost, path = '/setup'): Promise<void> {
  await page.goto(new URL(path, host.url).href);
  await expect(page.getByRole('main')).toBeVisible();
}

async function settingsOf(host: MockHost) {
  const response = await fetch(new URL('/api/settings', host.url));
  return (await response.json()).settings;
}

test.describe('Setup in a browser', () => {
  let host: MockHost;
  test.beforeEach(async ({ page }) => {
    host = await startMockHost('quiet');
    await open(page, host);
  });
  test.afterEach(() => host.program.stop());

  test('judges quiet hours while they are typed, and says in words what they mean now', async ({ page }) => {
    // Not the one minute of the day that lies between 23:59 and 00:00.
    await page.clock.setFixedTime('2026-01-15T17:00:00Z');
    await open(page, host);
    const popUps = region(page, 'Pop-ups');
    const field = (name: string) => popUps.getByLabel(name, { exact: true });
    const turn = (name: string) => popUps.getByRole('switch', { name }).click();
    await expect(popUps).toContainText('No quiet hours: pop-ups come at any time.');
    await turn('Keep quiet at night');
    await expect(popUps).toContainText(/Quiet from 22:00 to 07:00, Europe\/Berlin: now (loud|quiet)/);
    await field('Quiet from').fill('25:00');
    await expect(field('Quiet from')).toHaveAttribute('aria-invalid', 'true');
    await expect(popUps.getByRole('alert')).toContainText('use hours and minutes, such as 22:00');
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
    await field('Quiet from').fill('07:00');
    await expect(popUps.getByRole('alert')).toContainText('Quiet until must be another time than the beginning.');
    await field('Quiet from').fill('00:00');
    await field('Quiet until').fill('23:59');
    await field('Time zone').selectOption('This browser: America/New_York');
    await expect(popUps).toContainText(/Quiet from 00:00 to 23:59, America\/New_York: now quiet, except for critical/);
    await turn('Critical alerts break through');
    await expect(popUps).toContainText('America/New_York: now quiet.');
    await expectAccessible(page, 'quiet hours');
    await save(page);
    expect((await settingsOf(host)).popUps.quietHours).toEqual({
      enabled: true,
      from: '00:00',
      to: '23:59',
      timeZone: 'America/New_York',
      criticalBreaksThrough: false,
    });
  });

  test('sets for each severity whether it pops up and what it sounds like', async ({ page }) => {
    const row = (severity: string) => region(page, 'Pop-ups').getByRole('row').filter({ hasText: severity });
    const medium = row('Medium');
    const play = medium.getByRole('button', { name: 'Play the sound of medium alerts' });
    await expect(play).toBeDisabled();
    await medium.getByRole('switch', { name: 'Medium alerts pop up' }).click();
    await medium.getByRole('combobox', { name: 'Sound of medium alerts' }).selectOption('Chime');
    await expect(medium).toContainText('not saved yet · default: off, None');
    await play.click();
    await save(page);
    await expect(medium).toContainText('yours · default: off, None');
    expect((await settingsOf(host)).popUps).toMatchObject({
      severities: { medium: true },
      sounds: { medium: 'chime' },
    });
    await medium.getByRole('button', { name: 'Medium pop-ups: back to the default' }).click();
    await save(page);
    await expect(medium.getByRole('switch')).not.toBeChecked();
    await expect(row('Critical').getByRole('switch')).toBeChecked();
  });

  test('shows what the environment has set, and locks it', async ({ page }) => {
    const slack = region(page, 'Slack');
    await expect(slack.getByLabel('Send from severity')).toBeDisabled();
    await expect(slack.getByText('set by SLACK_MIN_SEVERITY')).toBeVisible();
    await expect(region(page, 'Connection').getByLabel('Password', { exact: true })).toBeDisabled();
    await expect(region(page, 'Connection').getByText('set by the environment')).toBeVisible();
  });

  test('judges addresses while they are typed: ClickHouse, webhooks, links', async ({ page }) => {
    const wrong = async (field: Locator, value: string, within: string, sentence: string) => {
      await field.fill(value);
      await expect(region(page, within).getByRole('alert')).toContainText(sentence);
      await field.fill('');
      await expect(region(page, within).getByRole('alert')).toHaveCount(0);
    };
    await wrong(
      page.getByRole('textbox', { name: 'ClickHouse address' }),
      'https://me:pw@h',
      'Connection',
      'must not contain a user',
    );
    await wrong(
      page.getByRole('textbox', { name: 'Address of this board' }),
      'watch',
      'Links and amounts',
      'must be a web address',
    );
    const webhook = region(page, 'Slack').getByLabel('Technical', { exact: true });
    await webhook.fill('http://hooks.example.com/services/T/B/x');
    await expect(region(page, 'Slack').getByRole('alert')).toContainText('Technical must begin with https://');
    await expect(region(page, 'Slack').getByRole('button', { name: 'Keep' })).toBeDisabled();
    await webhook.fill('https://hooks.slack.com/services/T/B/x');
    await region(page, 'Slack').getByRole('button', { name: 'Keep' }).click();
    await expect(webhook).toHaveValue('');
    await expect(region(page, 'Slack').getByRole('button', { name: 'Technical: forget' })).toBeVisible();
  });

  test('tries pop-ups out, and offers nothing that only the desktop app can do', async ({ page }) => {
    const popUps = region(page, 'Pop-ups');
    await popUps.getByRole('button', { name: 'Show a test pop-up' }).click();
    await expect(popUps.getByRole('status').filter({ hasText: 'browser took the message.' })).toBeVisible();
    await expect(region(page, 'Desktop app')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Open the data folder' })).toHaveCount(0);
    await expect(region(page, 'About')).toContainText('/home/oncall/.local/share/watchkeeper');
  });

  test('leaves the demo for one’s own ClickHouse on a click', async ({ page }) => {
    const connection = region(page, 'Connection');
    await expect(connection).toContainText('Restart Watchkeeper to watch it in place of the demo.');
    await connection.getByRole('button', { name: 'Restart now' }).click();
    await expect(connection).not.toContainText('in place of the demo');
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /Checkout broken/ })).toHaveCount(0);
  });

  test('leads to each of its parts, from within and from elsewhere', async ({ page }) => {
    await page.getByRole('navigation', { name: 'Parts of Setup' }).getByRole('link', { name: 'Secrets' }).click();
    await expect(region(page, 'Secrets')).toBeInViewport();
    await open(page, host, '/setup#pop-ups');
    await expect(page.getByRole('heading', { name: 'Pop-ups' })).toBeInViewport();
  });
});

test.describe('Setup in the desktop app', () => {
  let host: MockHost;
  test.beforeEach(async ({ page }) => {
    host = await startMockHost('desktop');
    await open(page, host);
  });
  test.afterEach(() => host.program.stop());

  test('starts at login as soon as the switch is turned, and looks for updates when asked', async ({ page }) => {
    const desktop = region(page, 'Desktop app');
    const login = desktop.getByRole('switch', { name: 'Start at login' });
    await expect(login).not.toBeChecked();
    await login.click();
    await expect(login).toBeChecked();
    await page.reload();
    await expect(login).toBeChecked();
    await desktop.getByRole('button', { name: 'Check now' }).click();
    await expect(desktop.getByRole('status')).toContainText('is the newest');
    await desktop.getByRole('textbox', { name: 'Where releases are' }).fill('http://releases.example.com');
    await expect(desktop.getByRole('alert')).toContainText('must begin with https://');
  });

  test('names the keychain and the machine, and opens the data folder', async ({ page }) => {
    await expect(region(page, 'Secrets')).toContainText('macOS Keychain');
    await expect(region(page, 'Pop-ups').getByLabel('Time zone')).toContainText('This machine: Europe/Berlin');
    const asked = page.waitForRequest('**/api/host/open-data-folder');
    await page.getByRole('button', { name: 'Open the data folder' }).click();
    await asked;
  });
});

test.describe('locked secrets', () => {
  let host: MockHost;
  test.beforeEach(async () => {
    host = await startMockHost('locked');
  });
  test.afterEach(() => host.program.stop());

  test('are told of on every page, and open with the passphrase and nothing else', async ({ page }) => {
    const banner = page.getByRole('alert', { name: 'Secrets' });
    for (const path of ['/alerts', '/health', '/']) {
      await open(page, host, path);
      await expect(banner).toContainText('Passwords and webhooks are locked');
    }
    const passphrase = banner.getByLabel('Passphrase');
    await passphrase.fill('short');
    await passphrase.press('Enter');
    await expect(banner).toContainText('The passphrase has at least 8 characters.');
    await passphrase.fill('close sesame');
    await passphrase.press('Enter');
    await expect(banner).toContainText('This is not the passphrase');
    await passphrase.fill('open sesame');
    await banner.getByRole('button', { name: 'Unlock' }).click();
    await expect(banner).toHaveCount(0);
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  });

  test('cannot be written over in Setup, where they are opened too', async ({ page }) => {
    await open(page, host);
    const password = region(page, 'Connection').getByLabel('Password', { exact: true });
    await expect(password).toBeDisabled();
    await page.getByRole('link', { name: 'Enter the passphrase below.' }).click();
    const secrets = page.getByRole('region', { name: 'Secrets' }).last();
    await expect(secrets).toBeInViewport();
    await secrets.getByLabel('Passphrase').fill('open sesame');
    await secrets.getByLabel('Passphrase').press('Enter');
    await expect(secrets.getByLabel('Passphrase')).toHaveCount(0);
    await expect(password).toBeEnabled();
  });

  test('are protected with a passphrase, typed twice, where they were only in memory', async ({ page }) => {
    await page.route('**/api/settings', async (route) => {
      const response = await route.fetch();
      const view = await response.json();
      const secretBackend = {
        name: 'Memory',
        weak: false,
        state: 'memory',
        explanation: 'This system has no keychain: what you enter is kept until you quit.',
      };
      await route.fulfill({ response, json: { ...view, secretBackend } });
    });
    await open(page, host);
    const secrets = region(page, 'Secrets');
    await expect(page.getByRole('alert', { name: 'Secrets' })).toHaveCount(0);
    await expect(secrets).toContainText('not kept');
    await secrets.getByLabel('New passphrase').fill('open sesame');
    await secrets.getByLabel('Once more').fill('open sesam');
    await secrets.getByRole('button', { name: 'Protect' }).click();
    await expect(secrets.getByRole('alert')).toContainText('The two are not the same.');
    await expectAccessible(page, 'secrets in memory');
    await secrets.getByLabel('Once more').fill('open sesame');
    await secrets.getByRole('button', { name: 'Protect' }).click();
    await expect(secrets.getByLabel('New passphrase')).toHaveCount(0);
  });
});

for (const state of ['desktop', 'locked']) {
  test(`has no serious accessibility finding in the ${state} state`, async ({ page }) => {
    // The audit reads every element of every page, at every size.
    test.slow();
    const host = await startMockHost(state);
    try {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const size of [
          { width: 1440, height: 900 },
          { width: 390, height: 844 },
        ]) {
          await page.setViewportSize(size);
          for (const path of ['/', '/setup']) {
            await open(page, host, path);
            await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
            await expectAccessible(page, `${state} ${path} ${colorScheme} ${size.width}`);
          }
        }
      }
    } finally {
      await host.program.stop();
    }
  });
}
