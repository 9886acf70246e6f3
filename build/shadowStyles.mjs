/**
 * Makes styles of a page into styles for a shadow root inside another page, where there is no root element, no window
 * of its own, and a font size that is somebody else's. A PostCSS plugin; `rootPixels` is what 1rem is on our own pages.
 */
export function shadowStyles({ rootPixels = 16 } = {}) {
  return {
    postcssPlugin: 'shadow-styles',
    Rule(rule) {
      rule.selector = rule.selectors.map(frameSelector).join(', ');
    },
    Declaration(declaration) {
      declaration.value = fixedLengths(declaration.value, rootPixels);
    },
    AtRule(rule) {
      if (rule.name === 'media') Object.assign(rule, elementQuery(rule.params));
    },
  };
}

/** What stands for the whole page in a selector stands for the frame of the board. */
export function frameSelector(selector) {
  return selector.replace(/(^|[\s>+~])(:root|html|body|#root)(?![\w-])/g, '$1[data-frame]');
}

/** `rem` follows the page around, and `vw` its window. */
export function fixedLengths(value, rootPixels) {
  return value
    .replace(/(\d*\.?\d+)rem\b/g, (_, number) => `${Number((number * rootPixels).toFixed(3))}px`)
    .replace(/(\d*\.?\d+)vw\b/g, '$1cqi');
}

/** Room is measured in the board, not in the window; what else is asked of a screen stays as it is. */
export function elementQuery(params) {
  if (/^\((min|max)-width:[^)]*\)$/.test(params)) return { name: 'container', params: `board ${params}` };
  if (/^\((min|max)-height:[^)]*\)$/.test(params)) return { name: 'container', params: `stage ${params}` };
  return { name: 'media', params };
}
