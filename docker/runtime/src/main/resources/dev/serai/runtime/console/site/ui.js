import { Fragment, h, render } from './vendor/preact.js';
import { useCallback, useEffect, useErrorBoundary, useMemo, useRef, useState } from './vendor/hooks.js';
import htm from './vendor/htm.js';

export const html = htm.bind(h);
export { Fragment, render, useCallback, useEffect, useErrorBoundary, useMemo, useRef, useState };
