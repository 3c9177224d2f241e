using System.Globalization;
using System.Text;

namespace Arise.Cli;

/// <summary>
/// Text for a person on a terminal: lines that are wider than it go on in the next one, indented, instead of being cut
/// within words.
/// </summary>
/// <param name="inner">Where to.</param>
/// <param name="width">Letters per line.</param>
internal sealed class WrappingWriter(TextWriter inner, int width) : TextWriter(inner.FormatProvider)
{
    private const int Widest = 100;
    private const int Narrowest = 40;
    private const int FurtherIndent = 2;

    private readonly StringBuilder _line = new();

    /// <summary>Letters per line.</summary>
    public int Width => width;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>The output of a command, wrapped on a terminal; files and pipes have lines of any width.</summary>
    public static TextWriter Of(TextWriter output) =>
        output == Console.Out && TerminalWidth is { } columns ? new WrappingWriter(output, columns) : output;

    /// <summary>
    /// Columns of the terminal, 100 at most; without one what the variable COLUMNS says, and null if it says nothing.
    /// </summary>
    public static int? TerminalWidth
    {
        get
        {
            int columns = 0;
            if (!Console.IsOutputRedirected)
                columns = Console.WindowWidth;
            else if (!int.TryParse(
                Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out columns))
                return null;
            return columns > 0 ? Math.Clamp(columns, Narrowest, Widest) : null;
        }
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        string line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        int indent = line.Length - line.TrimStart().Length + FurtherIndent;
        bool isFirst = true;
        foreach (string part in WordWrap.Lines(line, width, indent))
        {
            inner.WriteLine(isFirst ? part : new string(' ', indent) + part);
            isFirst = false;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        inner.Write(_line.ToString());
        _line.Clear();
        inner.Flush();
    }
}
