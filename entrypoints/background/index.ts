import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '../../background/background.ts';
import sample from '../../demo/sample-playbook.json?raw';

export default defineBackground(() => startBackground(sample));
