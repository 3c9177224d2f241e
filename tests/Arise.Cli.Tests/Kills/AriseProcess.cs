using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Arise.Cli.Tests.Kills;

/// <summary>The program as a process of its own, which can be sent signals and be killed.</summary>
internal sealed class AriseProcess : IDisposable
{
    /// <summary>Number of the signal of a closed terminal.</summary>
    public const int Hangup = 1;

    /// <summary>Number of the signal that nothing survives.</summary>
    public const int Kill = 9;

    /// <summary>Number of the signal that batch systems send.</summary>
    public const int Terminate = 15;

    // Long enough for any machine; what takes that long never ends.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];

    /// <summary>Starts the program in a folder.</summary>
    public AriseProcess(string folder, params IEnumerable<string> arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet", [typeof(CommandLineApplication).Assembly.Location, .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its number.</summary>
    public int Number => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <summary>Waits until something is so, or the process has ended.</summary>
    public void WaitUntil(Func<bool> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo() && !HasEnded)
        {
            Assert.True(clock.Elapsed < Patience, $"It never came so far: {Output}{Errors}");
            Thread.Sleep(5);
        }
    }

    /// <summary>Writes to its standard input, which stays open, as far as it reads.</summary>
    public void Write(string text) => Task.Run(async () =>
    {
        try
        {
            await _process.StandardInput.WriteAsync(text);
            await _process.StandardInput.FlushAsync();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // It ended before.
        }
    });

    /// <summary>Sends a signal; on Windows every signal kills.</summary>
    public void Send(int signal)
    {
        if (HasEnded)
            return;
        if (OperatingSystem.IsWindows() || signal == Kill)
            _process.Kill();
        else
            Assert.Equal(0, SendSignal(_process.Id, signal));
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int End()
    {
        Assert.True(_process.WaitForExit(Patience), $"It does not end: {Output}{Errors}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!HasEnded)
            _process.Kill();
        _process.Dispose();
    }

    private static void Add(List<string> lines, string? line)
    {
        lock (lines)
        {
            if (line is not null)
                lines.Add(line);
        }
    }

    private static string Text(List<string> lines)
    {
        lock (lines)
            return string.Concat(lines.Select(line => line + "\n"));
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
