using System.CommandLine;

namespace Arise.Cli;

/// <summary>Runs a parsed command: errors become one sentence on standard error and an exit code.</summary>
internal static class CommandLineApplication
{
    /// <summary>Exit code of work that failed or of input that could not be used.</summary>
    public const int Failure = 1;

    /// <summary>Exit code of wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>Exit code after Ctrl-C, as shells report it (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Exit code when nobody reads the output any more, as shells report it (128 + SIGPIPE).</summary>
    public const int ClosedPipe = 141;

    public static int Run(Command root, string[] args)
    {
        ParseResult parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
        string[] mistakes = args.Any(string.IsNullOrWhiteSpace)
            ? ["An argument is empty; was a shell variable not set?"]
            : [.. parsed.Errors.Select(error => UsageError.Sentence(error.Message))];
        if (mistakes.Length > 0)
        {
            foreach (string mistake in mistakes)
                Console.Error.WriteLine($"arise: {mistake}");
            Console.Error.WriteLine("Try 'arise --help' or 'arise VERB --help'.");
            return WrongUsage;
        }

        using var interruption = new CancellationTokenSource();
        using var pipe = new OutputPipe(interruption.Cancel);
        using IDisposable budget = MaxMemoryOption.Apply(parsed);
        Console.CancelKeyPress += Interrupt;
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int exitCode = parsed.InvokeAsync(configuration, interruption.Token).GetAwaiter().GetResult();
            return exitCode == Interrupted && pipe.IsClosed ? ClosedPipe : exitCode;
        }
        catch (OperationCanceledException) when (pipe.IsClosed)
        {
            return ClosedPipe;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("arise: interrupted.");
            return Interrupted;
        }
        catch (ArgumentException error) when (ErrorText.IsOfSettings(error))
        {
            Console.Error.WriteLine($"arise: {ErrorText.Of(error, parsed.CommandResult.Command)}");
            return WrongUsage;
        }
        catch (Exception error) when (error is AriseException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"arise: {ErrorText.Of(error, parsed.CommandResult.Command)}");
            return Failure;
        }
        finally
        {
            Console.CancelKeyPress -= Interrupt;
        }

        // The first Ctrl-C lets the command clean up, the second ends the process.
        void Interrupt(object? sender, ConsoleCancelEventArgs signal)
        {
            signal.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        }
    }
}
