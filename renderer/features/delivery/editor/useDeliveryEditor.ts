import { useQuery } from '@tanstack/react-query';
import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import type { SettingsView } from '../../../../shared/settings.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { useServices } from '../../../services.tsx';
import { type PartEditor, useSettingsPart } from '../../settingsPart/useSettingsPart.ts';
import { saveProblems } from '../../setup/saveProblems.ts';
import { draftProblems } from './draftProblems.ts';

/** Delivery as it is being edited on any part of its page. */
export interface DeliveryEditor extends PartEditor<DeliverySettings> {
  delivery: DeliverySettings;
}

export function useDeliveryEditor(view: SettingsView): DeliveryEditor {
  const editor = useSettingsPart({
    view,
    part: 'delivery',
    problemsOf: draftProblems,
    useHostProblems: useHostCheck,
    savedWords: 'Delivery saved. It holds from now on.',
  });
  return { ...editor, delivery: editor.value };
}

/** Regular expressions and templates. */
function useHostCheck(delivery: DeliverySettings, ask: boolean): Record<string, string> | null {
  const { api } = useServices();
  const { error } = useQuery({
    queryKey: queryKeys.deliveryCheck(JSON.stringify(delivery)),
    queryFn: ({ signal }) =>
      api.delivery.simulate(
        { delivery, alert: { severity: 'low', type: 'any', source: 'engine', labels: {} } },
        { signal },
      ),
    enabled: ask,
    retry: false,
  });
  return ask && error ? saveProblems(error) : null;
}
