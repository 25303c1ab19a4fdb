internal import CLinux
internal import Glibc

/// PostgreSQL's settings and access rules, as Mainline writes them at each start.
struct Configuration {
    let socketDirectory: String
    /// Of the machine.
    let memoryMegabytes: Int
    /// Of the machine: each has an event loop with connections of its own.
    let processors: Int
    /// Whether PostgreSQL may make shared memory in /dev/shm.
    let hasSharedMemory: Bool

    /// For this machine.
    init(socketDirectory: String) {
        self.socketDirectory = socketDirectory
        memoryMegabytes = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
        processors = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        // Some containers have none, or one for root only.
        var facts = stat()
        hasSharedMemory = stat("/dev/shm", &facts) == 0 && facts.st_mode & 0o002 != 0
    }

    var settings: String {
        """
        # Written by Mainline at each start. Put changes into local.conf beside this file.
        listen_addresses = ''
        port = 5432
        unix_socket_directories = '\(socketDirectory.replacing("'", with: "''"))'
        unix_socket_permissions = 0700
        max_connections = \(max(100, processors * 10 + 40))

        shared_buffers = \(min(max(memoryMegabytes / 8, 64), 2048))MB
        effective_cache_size = \(max(memoryMegabytes / 2, 128))MB
        work_mem = 8MB
        maintenance_work_mem = 128MB
        dynamic_shared_memory_type = \(hasSharedMemory ? "posix" : "mmap")
        # Queries are short: compiling them costs more than it saves.
        jit = off
        # Prices of a solid-state disk.
        random_page_cost = 1.1
        effective_io_concurrency = 100

        # A new organisation or an import is soon known to the planner, which else takes its tables for empty.
        autovacuum_naptime = 15s

        # What was acknowledged is on the disk.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_level = replica
        wal_compression = on
        min_wal_size = 256MB
        max_wal_size = 2GB
        checkpoint_completion_target = 0.9

        timezone = 'UTC'
        lc_messages = 'C'

        # A week of logs, without the statements and values that hold people's data.
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%a.log'
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_line_prefix = '%m [%p] %q%u@%d '
        log_timezone = 'UTC'
        log_error_verbosity = terse
        log_min_error_statement = panic
        log_parameter_max_length = 0
        log_checkpoints = off

        include_if_exists 'local.conf'

        """
    }

    /// Whoever reaches the socket is the system user Mainline runs as: its folder lets nobody else in.
    static let access = """
        # Written by Mainline at each start.
        local all all trust
        local replication postgres trust

        """

    /// Roles and the database; each statement on a line of its own, as single-user mode wants it.
    /// Without superuser rights the application's role cannot get round row-level security.
    static let roles = """
        CREATE ROLE mainline_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
        CREATE ROLE mainline_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
        CREATE ROLE mainline_system LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;
        CREATE ROLE mainline_narrowed LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS IN ROLE mainline_app;
        CREATE DATABASE mainline OWNER mainline_owner;
        REVOKE CONNECT, TEMPORARY ON DATABASE mainline FROM PUBLIC;
        GRANT CONNECT ON DATABASE mainline TO mainline_app, mainline_system, mainline_narrowed;

        """
}
