using System.CommandLine;

namespace Arise.Cli;

/// <summary>Runs a command line: every error becomes one sentence on standard error and an exit code.</summary>
internal static class CommandLineApplication
{
    /// <summary>Exit code of work that failed or of input that could not be used.</summary>
    public const int Failure = 1;

    /// <summary>Exit code of wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>Exit code after the terminal was closed, as shells report it (128 + SIGHUP).</summary>
    public const int HungUp = 129;

    /// <summary>Exit code after Ctrl-C, as shells report it (128 + SIGINT).</summary>
    /// <remarks>Verbs return it for any interruption; the process ends with the code of its signal.</remarks>
    public const int Interrupted = 130;

    /// <summary>Exit code when nobody reads the output any more, as shells report it (128 + SIGPIPE).</summary>
    public const int ClosedPipe = 141;

    /// <summary>Runs the program as a process of its own.</summary>
    public static int Run(string[] args)
    {
        // Threads without anybody who waits for them: what they throw would end the process with a trace.
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            Environment.Exit(Tell((Exception)unhandled.ExceptionObject, null, IsDebugging(args)));
        try
        {
            return Run(AriseCommand.Create(), args);
        }
        catch (Exception error)
        {
            return Tell(error, null, IsDebugging(args));
        }
    }

    /// <summary>Runs a command.</summary>
    public static int Run(Command root, string[] args)
    {
        args = MistypedVerb.WithHelp(args);
        ParseResult parsed = root.Parse(args);
        string[] mistakes = args.Any(string.IsNullOrWhiteSpace)
            ? ["An argument is empty; was a shell variable not set?"]
            : MistypedVerb.In(root, args) is { } verb ? [verb] : [.. UsageError.Of(parsed)];
        if (mistakes.Length > 0)
        {
            foreach (string mistake in mistakes)
                Console.Error.WriteLine($"arise: {mistake}");
            Console.Error.WriteLine($"Try '{HelpText.Name(parsed.CommandResult.Command)} --help'.");
            return WrongUsage;
        }

        using var interruption = new Interruption();
        using var pipe = new OutputPipe(interruption.Cancel);
        using var streams = new LastingStreams(interruption.HangUp);
        using IDisposable budget = MaxMemoryOption.Apply(parsed);
        if (VectorNotice.Of(parsed) is { } notice)
            Console.Error.WriteLine($"arise: {notice}");
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int exitCode = parsed.InvokeAsync(configuration, interruption.Token).GetAwaiter().GetResult();
            return exitCode == Interrupted ? EndOfInterruption() : exitCode;
        }
        catch (Exception error)
        {
            bool isInterrupted = UnforeseenError.Cause(error) is OperationCanceledException
                && interruption.Token.IsCancellationRequested;
            if (!isInterrupted)
                return Tell(error, parsed.CommandResult.Command, parsed.GetValue(DebugOption.Instance));
            if (!pipe.IsClosed)
                Console.Error.WriteLine("arise: interrupted.");
            return EndOfInterruption();
        }

        int EndOfInterruption() => pipe.IsClosed ? ClosedPipe : interruption.ExitCode;
    }

    private static bool IsDebugging(string[] args) => args.Contains(DebugOption.Instance.Name);

    private static int Tell(Exception error, Command? command, bool isDebugging)
    {
        Exception cause = UnforeseenError.Cause(error);
        (string sentence, int exitCode) = cause switch
        {
            ArgumentException settings when ErrorText.IsOfSettings(settings) =>
                (ErrorText.Of(settings, command), WrongUsage),
            AriseException or IOException or UnauthorizedAccessException => (ErrorText.Of(cause, command), Failure),
            _ => (UnforeseenError.Sentence(cause, command), Failure),
        };
        Console.Error.WriteLine($"arise: {sentence}");
        if (isDebugging)
            Console.Error.WriteLine(error);
        return exitCode;
    }
}
