using System.Diagnostics;
using System.Globalization;

namespace Arise.Cli;

/// <summary>
/// Shows on standard error how far the structures of a command have come: one line that is written over on a terminal,
/// a line every ten seconds otherwise, nothing while the answers themselves run over the screen.
/// </summary>
/// <param name="hasAnswers">Whether the command writes answers to standard output meanwhile.</param>
internal sealed class RunningProgress(bool hasAnswers) : IDisposable
{
    private const double SecondsPerLine = 10;
    private const double SecondsPerUpdate = 0.5;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly bool _isSilent = hasAnswers && !Console.IsOutputRedirected;
    private readonly Lock _gate = new();
    private double _last;
    private string? _step;
    private long _begin;
    private int _width;

    /// <summary>Tells how many structures are done and which share of the input that is, if known.</summary>
    public void Report(int done, double fraction) => Show(elapsed =>
    {
        string text = $"{done} {(done == 1 ? "structure" : "structures")}, {Rate(done / elapsed)}";
        return fraction is > 0.001 and < 1 ? $"{text}, {Left(elapsed, fraction)} left" : text;
    });

    /// <summary>Tells how far the work on a single structure has come; on any thread.</summary>
    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            if (value.Done == 0 || value.Step != _step)
                (_step, _begin) = (value.Step, Stopwatch.GetTimestamp());
            double share = value.Done / (double)Math.Max(value.Total, 1);
            double spent = Stopwatch.GetElapsedTime(_begin).TotalSeconds;
            Show(_ => $"{value.Step}: {value.Done} / {value.Total}"
                + (share is > 0.001 and < 1 ? $", {Left(spent, share)} left" : ""));
        }
    }

    /// <summary>Empties the line on the terminal, so that something else may be written there.</summary>
    public void Clear()
    {
        if (_width > 0)
            VisibleWriter.PlainError.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }

    /// <summary>Leaves the terminal as it was.</summary>
    public void Dispose() => Clear();

    /// <summary>A rate as a person says it: three digits, and no power of ten.</summary>
    public static string Rate(double perSecond) =>
        perSecond.ToString(perSecond < 100 ? "G3" : "F0", CultureInfo.InvariantCulture) + " per second";

    /// <summary>A time, "00:01:30"; days are counted where there are any.</summary>
    public static string Time(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
        string clock = time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
        return time.Days > 0 ? string.Create(CultureInfo.InvariantCulture, $"{time.Days} d {clock}") : clock;
    }

    private static string Left(double elapsed, double fraction) => Time(elapsed / fraction * (1 - fraction));

    private void Show(Func<double, string> textAfter)
    {
        double elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        if (_isSilent || elapsed < _last + (_isTerminal ? SecondsPerUpdate : SecondsPerLine))
            return;
        _last = elapsed;
        string text = textAfter(elapsed);
        if (!_isTerminal)
        {
            Console.Error.WriteLine(text);
            return;
        }

        // A line that is wider than the terminal could not be written over.
        int most = Console.WindowWidth - 1;
        if (most > 0 && text.Length > most)
            text = text[..most];
        VisibleWriter.PlainError.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }
}
