import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './components/App.svelte';
import { Client } from './engine/client.ts';
import { Address } from './state/address.svelte.ts';
import { Session } from './state/session.svelte.ts';
import { Shelf } from './state/shelf.svelte.ts';

const session = new Session(new Client());
const address = new Address(session);
mount(App, { target: document.getElementById('app')!, props: { session, address, shelf: new Shelf() } });
void session.start();
