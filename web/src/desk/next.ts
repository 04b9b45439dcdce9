// Tasks as the system gives them.
import { get, post } from '../api/client';
import type { Schema } from '../forms/schema';
import type { Case, TaskDetail, TaskLine } from './types';

// The next: mine by due date, else claimed from the pool.
export const nextTask = () => post<TaskLine | undefined>('/tasks/next');

export async function readTask(id: string): Promise<TaskDetail> {
    const { case_view, form, ...rest } = await get<Omit<TaskDetail, 'case' | 'form'> & { case_view?: Case; form: Schema | null }>(`/tasks/${id}`);
    return { ...rest, form: form ?? undefined, case: case_view };
}
