import { defineModule } from '@directus/extensions-sdk';
import BoardPage from './board/board-page.vue';

export default defineModule({
  id: 'operations',
  name: 'Operations',
  icon: 'ev_station',
  color: 'var(--theme--primary)',
  routes: [{ path: '', component: BoardPage }],
});
