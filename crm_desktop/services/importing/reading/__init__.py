"""Reading untrusted files: runs in a child process with limits."""
