import { useStore } from 'zustand';
import { useServices } from '../../services.tsx';

/** Whether the page of keys is open. */
export function useHelp() {
  const { noticeStore } = useServices();
  return {
    helpOpen: useStore(noticeStore, (state) => state.helpOpen),
    openHelp: () => noticeStore.setState({ helpOpen: true }),
    closeHelp: () => noticeStore.setState({ helpOpen: false }),
  };
}
