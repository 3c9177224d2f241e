using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// The values of one data name, kept small: coordinates as numbers, everything else as UTF-8 text one behind the other.
/// </summary>
/// <param name="name">The data name as the file writes it.</param>
/// <param name="line">Its line.</param>
/// <param name="lines">The line on which each row begins; shared by the columns of a loop.</param>
/// <param name="areNumbers">Whether the values are kept as numbers.</param>
internal sealed class CifColumn(string name, long line, List<long> lines, bool areNumbers) : IReadOnlyList<CifToken>
{
    private const double BytesPerNumber = 2 * sizeof(double);
    private const double BytesPerText = 4 * sizeof(int);

    private readonly List<double> _numbers = [];
    private readonly Dictionary<int, CifToken> _noNumbers = [];
    private readonly List<byte> _text = [];
    private readonly List<int> _ends = [];
    private readonly List<CifTokenKind> _kinds = [];

    /// <summary>The data name as the file writes it.</summary>
    public string Name { get; } = name;

    /// <summary>The line of the data name.</summary>
    public long NameLine { get; } = line;

    /// <summary>What makes the values unusable, with its line; complained of when they are used.</summary>
    public (long Line, string Problem)? Fault { get; set; }

    /// <inheritdoc/>
    public int Count => areNumbers ? _numbers.Count : _ends.Count;

    /// <inheritdoc/>
    public CifToken this[int row] => areNumbers
        ? _noNumbers.TryGetValue(row, out CifToken token)
            ? token
            : new CifToken(CifTokenKind.BareValue, $"{_numbers[row]:R}", LineOf(row))
        : new CifToken(_kinds[row], TextOf(row), LineOf(row));

    /// <summary>Whether no value says anything.</summary>
    public bool IsMissing
    {
        get
        {
            for (int row = 0; row < Count; row++)
            {
                if (!IsMissingAt(row))
                    return false;
            }

            return true;
        }
    }

    /// <summary>Tells the line of the next row, of an item outside a loop.</summary>
    public void AddRow(long row) => lines.Add(row);

    /// <summary>Adds the value of the next row.</summary>
    /// <returns>How much memory it takes, bytes.</returns>
    public double Add(CifToken value)
    {
        if (areNumbers)
        {
            bool isNumber = CifNumber.TryRead(value, out double number);
            if (!isNumber)
                _noNumbers.Add(_numbers.Count, value);
            _numbers.Add(isNumber ? number : double.NaN);
            return isNumber ? BytesPerNumber : 100 + (sizeof(char) * value.Text.Length);
        }

        int start = _text.Count;
        CollectionsMarshal.SetCount(
            _text, start + Encoding.UTF8.GetByteCount(value.Text));
        Encoding.UTF8.GetBytes(
            value.Text, CollectionsMarshal.AsSpan(_text)[start..]);
        _ends.Add(_text.Count);
        _kinds.Add(value.Kind);
        return BytesPerText + (2 * (_text.Count - start));
    }

    /// <summary>Whether the value of a row says nothing: ? or ., or a text without letters.</summary>
    public bool IsMissingAt(int row) => areNumbers
        ? _noNumbers.TryGetValue(row, out CifToken token) && token.IsMissing
        : _ends[row] == Start(row) || this[row].IsMissing;

    /// <summary>The number of a row of coordinates.</summary>
    /// <param name="row">The row.</param>
    /// <param name="file">For the error.</param>
    /// <param name="what">What it should be, for the message.</param>
    /// <exception cref="StructureFormatException">It is none.</exception>
    public double NumberAt(int row, LineReader file, Func<string> what) =>
        double.IsNaN(_numbers[row]) ? CifNumber.Read(file, _noNumbers[row], what()) : _numbers[row];

    /// <summary>The text of a row.</summary>
    public string TextOf(int row) => Encoding.UTF8.GetString(
        CollectionsMarshal.AsSpan(_text)[Start(row).._ends[row]]);

    /// <summary>The line on which a row begins.</summary>
    public long LineOf(int row) => lines[row];

    /// <summary>Whether another column has the same values.</summary>
    public bool HasValuesOf(CifColumn other)
    {
        if (Count != other.Count)
            return false;
        for (int row = 0; row < Count; row++)
        {
            if (this[row].Text != other[row].Text)
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<CifToken> GetEnumerator()
    {
        for (int row = 0; row < Count; row++)
            yield return this[row];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];
}
