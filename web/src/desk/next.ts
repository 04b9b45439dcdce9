// Tasks as the system gives them.
import { get, post } from '../api/client';
import type { Case, TaskDetail, TaskLine } from './types';

// The next: mine by due date, else claimed from the pool.
export const nextTask = () => post<TaskLine | undefined>('/tasks/next');

export async function readTask(id: string): Promise<TaskDetail> {
    const { case_view, ...rest } = await get<TaskDetail & { case_view?: Case }>(`/tasks/${id}`);
    return { ...rest, form: rest.form ?? undefined, case: rest.case ?? case_view };
}
