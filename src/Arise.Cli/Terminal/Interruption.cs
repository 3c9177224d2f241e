using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Arise.Cli;

/// <summary>
/// Asks the command to stop when Ctrl-C is pressed (SIGINT), a batch system cancels the job (SIGTERM) or the terminal
/// is closed (SIGHUP): it keeps what is done and ends with 128 + the number of the signal, as shells report it. A
/// second signal, not just a repetition of the first, ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int Base = 128;

    // 'timeout' sends its signal to the program and to its group, a shell that ends sends SIGHUP as the kernel does.
    private static readonly TimeSpan Repeated = TimeSpan.FromMilliseconds(300);

    private static readonly (PosixSignal Signal, int Number)[] Signals =
        [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1)];

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _gate = new();
    private long? _received;
    private int _exitCode;

    /// <summary>Begins to listen.</summary>
    public Interruption() =>
        _registrations = [.. Signals.Select(one => PosixSignalRegistration.Create(
            one.Signal, context => context.Cancel = Receive(Base + one.Number)))];

    /// <summary>What the command watches.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the first signal; that of Ctrl-C when something else asked to stop.</summary>
    public int ExitCode =>
        Volatile.Read(ref _exitCode) is var code and not 0 ? code : CommandLineApplication.Interrupted;

    /// <summary>Asks to stop without a signal.</summary>
    public void Cancel() => _source.Cancel();

    /// <summary>Asks to stop because the terminal is gone; its signal may come later or not at all.</summary>
    public void HangUp() => Request(CommandLineApplication.HungUp);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    // Whether this is the first: the runtime then leaves the process alone.
    private bool Receive(int exitCode)
    {
        lock (_gate)
        {
            bool isSecond = _received is { } first && Stopwatch.GetElapsedTime(first) > Repeated;
            _received ??= Stopwatch.GetTimestamp();
            if (isSecond)
                return false;
        }

        Request(exitCode);
        return true;
    }

    private void Request(int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0)
            _source.Cancel();
    }
}
