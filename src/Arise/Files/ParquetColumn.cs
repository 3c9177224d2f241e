using System.Buffers.Binary;
using System.Text;

namespace Arise.Files;

/// <summary>
/// One column of a Parquet file: texts, whole numbers of 32 bits or real numbers of 64 bits, which may be missing. It
/// holds the values of the rows that are not written yet.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="kind">What it holds.</param>
/// <param name="isOptional">Whether values may be missing.</param>
internal sealed class ParquetColumn(string name, ParquetColumn.Kind kind, bool isOptional)
{
    private readonly List<byte> _values = [];
    private readonly List<(bool IsThere, int Count)> _runs = [];

    /// <summary>What a column holds; the numbers are those of the physical types of the format.</summary>
    public enum Kind
    {
        /// <summary>Whole numbers of 32 bits.</summary>
        Whole = 1,

        /// <summary>Real numbers of 64 bits.</summary>
        Real = 5,

        /// <summary>Texts.</summary>
        Text = 6,
    }

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What it holds.</summary>
    public Kind Type => kind;

    /// <summary>Whether values may be missing.</summary>
    public bool IsOptional => isOptional;

    /// <summary>Number of values that wait, missing ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a text.</summary>
    public void Add(string? value)
    {
        if (!Mark(value is not null))
            return;
        byte[] bytes = Encoding.UTF8.GetBytes(value!);
        Add(bytes.Length, sizeof(int));
        _values.AddRange(bytes);
    }

    /// <summary>Adds a whole number.</summary>
    public void Add(int? value)
    {
        if (Mark(value.HasValue))
            Add(value!.Value, sizeof(int));
    }

    /// <summary>Adds a real number.</summary>
    public void Add(double? value)
    {
        if (Mark(value.HasValue))
            Add(BitConverter.DoubleToInt64Bits(value!.Value), sizeof(double));
    }

    /// <summary>
    /// The page of what waits: whether each value is there as runs (of an optional column), then those that are.
    /// </summary>
    public byte[] TakePage()
    {
        var page = new List<byte>();
        if (isOptional)
        {
            foreach ((bool isThere, int count) in _runs)
            {
                ThriftStruct.Varint(page, (ulong)count << 1);
                page.Add((byte)(isThere ? 1 : 0));
            }

            byte[] length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, page.Count);
            page.InsertRange(0, length);
        }

        page.AddRange(_values);
        _values.Clear();
        _runs.Clear();
        Count = 0;
        return [.. page];
    }

    private bool Mark(bool isThere)
    {
        if (!isThere && !isOptional)
            throw new ArgumentException($"A value of the column '{name}' is missing.");
        Count++;
        if (_runs.Count > 0 && _runs[^1].IsThere == isThere)
            _runs[^1] = (isThere, _runs[^1].Count + 1);
        else
            _runs.Add((isThere, 1));
        return isThere;
    }

    private void Add(long value, int bytes)
    {
        for (int k = 0; k < bytes; k++)
            _values.Add((byte)(value >> (8 * k)));
    }
}
