using System.CommandLine;
using System.Runtime.InteropServices;

namespace Arise.Cli;

/// <summary>
/// Watches whether anybody still reads standard output, which ends with <c>arise ... | head -1</c> after a line. The
/// runtime passes over signal and error of a closed pipe, so that a long work would go on for nobody. Windows is not
/// watched.
/// </summary>
internal sealed class OutputPipe : IDisposable
{
    private const int StandardOutput = 1;
    private const short Broken = 0x08 | 0x10; // POLLERR or POLLHUP
    private const int Milliseconds = 200;

    private static volatile bool _isGone;

    private readonly Timer? _timer;
    private int _closed;

    /// <summary>Begins to watch.</summary>
    /// <param name="whenClosed">Is called once, from another thread.</param>
    public OutputPipe(Action whenClosed)
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return;
        _timer = new Timer(Look, null, Milliseconds, Milliseconds);

        void Look(object? state)
        {
            if (!IsBroken() || Interlocked.Exchange(ref _closed, 1) != 0)
                return;
            _isGone = true;
            whenClosed();
        }
    }

    /// <summary>Whether the reader has gone.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>
    /// Says on standard error that a command was interrupted, unless it was because nobody reads its answers: who runs
    /// <c>| head</c> interrupts nothing.
    /// </summary>
    public static void TellInterrupted(ParseResult parsed, string sentence)
    {
        if (!_isGone)
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {sentence}");
    }

    /// <summary>Ends the watch; nothing is called any more.</summary>
    public void Dispose()
    {
        using var ended = new ManualResetEvent(false);
        if (_timer?.Dispose(ended) == true)
            ended.WaitOne();
    }

    private static bool IsBroken()
    {
        var output = new Descriptor { File = StandardOutput, Wanted = 0, Found = 0 };
        return Poll(ref output, 1, 0) > 0 && (output.Found & Broken) != 0;
    }

    // struct pollfd; errors are found without being asked for.
    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int File;
        public short Wanted;
        public short Found;
    }

    [DllImport("libc", EntryPoint = "poll")]
    private static extern int Poll(ref Descriptor descriptors, nuint count, int milliseconds);
}
