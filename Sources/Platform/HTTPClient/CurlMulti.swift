package import CCurl
internal import CLinux
internal import Glibc
internal import Synchronization

/// Runs many libcurl transfers on one thread of its own.
package final class CurlMulti: Sendable {
    private let core: Core

    /// At most `limit` transfers at once; more are refused with `HTTPClientError.overloaded`.
    package init(limit: Int) {
        core = Core(limit: limit)
        Self.startThread(core)
    }

    deinit { core.stop() }

    /// Runs the transfer and returns libcurl's result. When the task is cancelled the transfer is given up.
    package func perform(_ handle: CurlHandle) async throws -> CURLcode {
        try handle.checkSettings()
        let transfer = Transfer(handle)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { core.submit(transfer, $0) }
        } onCancel: {
            core.cancel(transfer)
        }
    }

    private static func startThread(_ core: Core) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(core)
        let result = pthread_create(&thread, nil, runCurlThread, context.toOpaque())
        precondition(result == 0, "no thread could be started for outgoing connections: \(result)")
        pthread_detach(thread)
    }

    /// One submitted handle. `isCancelled` is guarded by the core's mutex, `continuation` belongs to whoever removes it.
    fileprivate final class Transfer: @unchecked Sendable {
        let handle: CurlHandle
        var isCancelled = false
        var continuation: CheckedContinuation<CURLcode, any Error>?

        init(_ handle: CurlHandle) { self.handle = handle }

        func finish(_ result: Result<CURLcode, any Error>) {
            let waiting = continuation
            continuation = nil
            waiting?.resume(with: result)
        }
    }

    /// What caller and thread share; the thread keeps it alive.
    fileprivate final class Core: @unchecked Sendable {
        private struct Shared {
            var arriving: [Transfer] = []
            var cancelled: [Transfer] = []
            var count = 0
            var isStopped = false
        }
        private let multi = curl_multi_init()
        private let shared = Mutex(Shared())
        private let limit: Int
        // The thread's alone.
        private var running: [UnsafeMutableRawPointer: Transfer] = [:]

        init(limit: Int) {
            self.limit = limit
            // What has no connection yet waits inside libcurl: the process has file descriptors for other things to do.
            curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 256)
            curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 64)
        }

        deinit { curl_multi_cleanup(multi) }

        func submit(_ transfer: Transfer, _ continuation: CheckedContinuation<CURLcode, any Error>) {
            transfer.continuation = continuation
            let refusal: HTTPClientError? = shared.withLock { shared in
                if shared.isStopped { return .stopped }
                if shared.count >= limit { return .overloaded(limit: limit) }
                shared.count += 1
                shared.arriving.append(transfer)
                return nil
            }
            if let refusal { return transfer.finish(.failure(refusal)) }
            curl_multi_wakeup(multi)
        }

        func cancel(_ transfer: Transfer) {
            shared.withLock { shared in
                transfer.isCancelled = true
                shared.cancelled.append(transfer)
            }
            curl_multi_wakeup(multi)
        }

        func stop() {
            shared.withLock { $0.isStopped = true }
            curl_multi_wakeup(multi)
        }

        func run() {
            while takeWork() {
                var stillRunning: Int32 = 0
                curl_multi_perform(multi, &stillRunning)
                finishDone()
                curl_multi_poll(multi, nil, 0, 60_000, nil)
            }
            for transfer in running.values { end(transfer, .failure(HTTPClientError.stopped)) }
        }

        /// False once stopped.
        private func takeWork() -> Bool {
            let (arriving, cancelled, goOn) = shared.withLock { shared in
                let taken = (shared.arriving.map { ($0, $0.isCancelled) }, shared.cancelled, !shared.isStopped)
                shared.arriving = []
                shared.cancelled = []
                return taken
            }
            for (transfer, isCancelled) in arriving {
                running[transfer.handle.easy] = transfer
                if isCancelled {
                    end(transfer, .failure(CancellationError()))
                } else if curl_multi_add_handle(multi, transfer.handle.easy) != CURLM_OK {
                    end(transfer, .failure(HTTPClientError.failed(reason: "libcurl did not take the transfer")))
                }
            }
            for transfer in cancelled where running[transfer.handle.easy] === transfer {
                end(transfer, .failure(CancellationError()))
            }
            return goOn
        }

        private func finishDone() {
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE, let transfer = running[message.pointee.easy_handle] else {
                    continue
                }
                end(transfer, .success(message.pointee.data.result))
            }
        }

        private func end(_ transfer: Transfer, _ result: Result<CURLcode, any Error>) {
            running[transfer.handle.easy] = nil
            curl_multi_remove_handle(multi, transfer.handle.easy)
            shared.withLock { $0.count -= 1 }
            transfer.finish(result)
        }
    }
}

private func runCurlThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    _ = linux_name_thread("curl")
    Unmanaged<CurlMulti.Core>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
