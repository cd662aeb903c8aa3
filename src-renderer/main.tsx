/** The window's entry: settings that must stand before anything else, styles, then the one React root. */
import './app/zodWithoutEval.ts';
import './app/reset.css';
import '@mantine/core/styles.layer.css';
import './app/theme.css';
import './app/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
