import './frame.css';
import '../styles/reset.css';
import '../styles/tokens.css';
import '../styles/watch.css';
import '../styles/base.css';
import './board.css';
import { WatchkeeperBoard } from './WatchkeeperBoard.ts';

const name = 'watchkeeper-board';
// A page may include the script twice.
if (!customElements.get(name)) customElements.define(name, WatchkeeperBoard);
