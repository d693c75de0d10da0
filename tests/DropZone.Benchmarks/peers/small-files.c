/* Creates durable files: small-files FOLDER FILES THREADS. Each file is created, written, synced and renamed, and its folder synced. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int files, threads;
static char content[2048];

static void fail(const char *what) { perror(what); exit(1); }

static void *work(void *first) {
    int folder = open(".", O_RDONLY | O_DIRECTORY);
    for (int i = (int)(long)first; i < files; i += threads) {
        char part[32], name[32];
        snprintf(part, sizeof part, ".%d.part", i);
        snprintf(name, sizeof name, "%d.csv", i);
        int file = open(part, O_CREAT | O_EXCL | O_WRONLY, 0644);
        if (file < 0 || write(file, content, sizeof content) != sizeof content) fail("write");
        if (fsync(file) || close(file)) fail("fsync");
        if (rename(part, name)) fail("rename");
        if (fsync(folder)) fail("fsync of the folder");
    }
    close(folder);
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 4 || chdir(arguments[1])) fail("small-files FOLDER FILES THREADS");
    files = atoi(arguments[2]);
    threads = atoi(arguments[3]);
    memset(content, 'x', sizeof content);
    pthread_t ids[64];
    for (int i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, work, (void *)(long)i)) fail("thread");
    for (int i = 0; i < threads; i++) pthread_join(ids[i], NULL);
    return 0;
}
