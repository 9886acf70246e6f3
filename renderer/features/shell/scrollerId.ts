/** Id of the one element that scrolls a page; long lists place their rows in it. */
export const scrollerId = 'scroller';
