// The next task, by the system: mine by due date, else claimed from the pool.
import { post } from '../api/client';
import type { TaskLine } from './types';

export const nextTask = () => post<TaskLine | undefined>('/tasks/next');
