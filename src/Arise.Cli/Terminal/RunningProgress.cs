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
    private double _last;
    private int _width;

    /// <summary>Tells how many structures are done and which share of the input that is, if known.</summary>
    public void Report(int done, double fraction)
    {
        double elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        if (_isSilent || elapsed < _last + (_isTerminal ? SecondsPerUpdate : SecondsPerLine))
            return;
        _last = elapsed;
        string text = string.Create(CultureInfo.InvariantCulture, $"{done} structures, {done / elapsed:F0} per second");
        if (fraction is > 0.001 and < 1)
            text += $", {TimeSpan.FromSeconds(elapsed / fraction * (1 - fraction)):hh\\:mm\\:ss} left";
        if (!_isTerminal)
        {
            Console.Error.WriteLine(text);
            return;
        }

        VisibleWriter.PlainError.Write("\r" + text.PadRight(_width));
        _width = text.Length;
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
}
