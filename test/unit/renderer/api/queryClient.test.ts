import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { createQueryClient } from '../../../../renderer/api/queryClient.ts';

afterEach(() => onlineManager.setOnline(true));

it('asks and saves while the machine has no network: the host may be on it', async () => {
  const client = createQueryClient();
  onlineManager.setOnline(false);
  const read = client.fetchQuery({ queryKey: ['settings'], queryFn: () => Promise.resolve('read') });
  const saving = client.getMutationCache().build(client, { mutationFn: () => Promise.resolve('saved') });
  const saved = saving.execute(undefined);
  expect([client.getQueryState(['settings'])?.fetchStatus, saving.state.isPaused]).toEqual(['fetching', false]);
  expect(await Promise.all([read, saved])).toEqual(['read', 'saved']);
  client.clear();
});
