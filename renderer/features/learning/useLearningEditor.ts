import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import type { SettingsView } from '../../../shared/settings.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { type PartEditor, useSettingsPart } from '../settingsPart/useSettingsPart.ts';
import { learningEditProblems } from './learningEditProblems.ts';

/** What is learned, and how readily that alerts, as it is being edited. */
export type LearningEditor = PartEditor<LearningSettings>;

export function useLearningEditor(view: SettingsView): LearningEditor {
  const queryClient = useQueryClient();
  const { learning } = view.settings;
  const known = useRef(learning);
  // Which series there are follows from what is saved.
  useEffect(() => {
    if (known.current === learning) return;
    known.current = learning;
    queryClient.invalidateQueries({ queryKey: queryKeys.learnedSeries });
  }, [learning, queryClient]);
  return useSettingsPart({
    view,
    part: 'learning',
    problemsOf: learningEditProblems,
    savedWords: 'Learning saved. It holds from the next check on.',
  });
}
