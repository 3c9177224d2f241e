using System.Text;

namespace Arise.Cli;

/// <summary>
/// Standard output and error of the program: text of files reaches them escaped (<see cref="VisibleText"/>), so that no
/// file commands the terminal. Line ends and tabs are the program's own and stay.
/// </summary>
/// <param name="inner">Where the text goes.</param>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    private static TextWriter? _plainError;
    private char _half;

    /// <summary>Standard error for what moves the cursor itself: progress, which shows no text of files.</summary>
    public static TextWriter PlainError => _plainError ?? Console.Error;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Puts itself before standard output and error.</summary>
    public static void Install()
    {
        _plainError = TextWriter.Synchronized(new LastingWriter(Console.Error));
        Console.SetOut(new VisibleWriter(Console.Out));
        Console.SetError(new VisibleWriter(Console.Error));
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        int shown = 0;
        for (int i = 0; i < buffer.Length; i++)
        {
            char letter = buffer[i];
            bool completesPair = _half != 0 && char.IsLowSurrogate(letter);
            if (_half == 0 && !completesPair && !MustBeEscaped(letter))
                continue;
            inner.Write(buffer[shown..i]);
            shown = i + 1;
            if (completesPair)
            {
                inner.Write([_half, letter]);
                _half = default;
                continue;
            }

            WriteHalf();
            if (char.IsHighSurrogate(letter))
                _half = letter;
            else if (MustBeEscaped(letter))
                inner.Write(VisibleText.Escape(letter));
            else
                inner.Write(letter);
        }

        inner.Write(buffer[shown..]);
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        WriteHalf();
        inner.Flush();
        base.Dispose(disposing);
    }

    // The first half of a pair waits for the other, which may come with the next text.
    private void WriteHalf()
    {
        if (_half != 0)
            inner.Write(VisibleText.Escape(_half));
        _half = default;
    }

    // A carriage return is part of a line end on Windows only.
    private static bool MustBeEscaped(char letter) => VisibleText.IsHidden(letter)
        && letter is not ('\n' or '\t') && !(letter == '\r' && OperatingSystem.IsWindows());
}
