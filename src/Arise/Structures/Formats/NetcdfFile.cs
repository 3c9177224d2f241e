using System.Buffers.Binary;
using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// The header of a classic NetCDF file: versions 1 (classic), 2 (64-bit offset) and 5 (64-bit data). Numbers are
/// big-endian; names and values are padded to four bytes; the slices of variables along the unlimited dimension follow
/// each other record by record.
/// </summary>
/// <remarks>Format: https://docs.unidata.ucar.edu/netcdf-c/current/file_format_specifications.html.</remarks>
internal sealed class NetcdfFile
{
    private const int DimensionTag = 10;
    private const int VariableTag = 11;
    private const int AttributeTag = 12;

    private readonly BinarySource _source;
    private readonly int _version;
    private readonly List<(string Name, long Length)> _dimensions = [];
    private readonly Dictionary<string, NetcdfVariable> _variables = [];
    private long _place = 4;

    /// <summary>Reads the header.</summary>
    /// <exception cref="StructureFormatException">It is no such file, or damaged.</exception>
    public NetcdfFile(BinarySource source)
    {
        _source = source;
        byte[] start = source.Bytes(0, 4, "the header");
        if (!Begins(start))
            throw source.Error("this is no classic NetCDF file.");
        _version = start[3];
        long records = Count();
        for (long i = List(DimensionTag); i > 0; i--)
            _dimensions.Add((Name(), Count()));
        Attributes = ReadAttributes();
        for (long i = List(VariableTag); i > 0; i--)
        {
            string name = Name();
            _variables[name] = ReadVariable();
        }

        NetcdfVariable[] varying = [.. _variables.Values.Where(variable => variable.IsRecord)];
        RecordLength = varying.Length == 1
            ? varying[0].SliceLength
            : varying.Sum(variable => Padded(variable.SliceLength));
        bool isStreaming = records == (_version == 5 ? -1 : uint.MaxValue);
        long fit = varying.Length == 0 || RecordLength == 0 ? 0
            : (source.Length - varying.Min(variable => variable.Begin)) / RecordLength;
        Records = isStreaming ? fit : records;
    }

    /// <summary>Number of records: slices along the unlimited dimension.</summary>
    public long Records { get; }

    /// <summary>Bytes from one record to the next.</summary>
    public long RecordLength { get; }

    /// <summary>The attributes of the file that are texts.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>The names of the variables.</summary>
    public IEnumerable<string> Names => _variables.Keys;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlyMemory<byte> head) =>
        head.Span.StartsWith("CDF"u8) && head.Length > 3 && head.Span[3] is 1 or 2 or 5;

    /// <summary>A variable, or null.</summary>
    public NetcdfVariable? Find(string name) => _variables.GetValueOrDefault(name);

    /// <summary>The values of a variable, those of one record if it varies.</summary>
    /// <exception cref="StructureFormatException">The file does not hold them.</exception>
    public double[] Reals(string name, long record)
    {
        NetcdfVariable variable = _variables[name];
        long offset = variable.Begin + (variable.IsRecord ? record * RecordLength : 0);
        return _source.Reals(
            offset, variable.SliceCount, variable.Kind, bigEndian: true, $"the variable {LineReader.Quote(name)}");
    }

    private NetcdfVariable ReadVariable()
    {
        long rank = Count();
        if (rank is < 0 or > 1024)
            throw Damaged();
        var shape = new List<long>();
        var names = new List<string>();
        for (long i = 0; i < rank; i++)
        {
            long dimension = Count();
            if (dimension < 0 || dimension >= _dimensions.Count)
                throw Damaged();
            names.Add(_dimensions[(int)dimension].Name);
            shape.Add(_dimensions[(int)dimension].Length);
        }

        Dictionary<string, string> attributes = ReadAttributes();
        BinaryNumber kind = KindOf(Integer());
        Count();
        long begin = _version == 1 ? (uint)Integer() : Long();
        bool isRecord = shape.Count > 0 && shape[0] == 0;
        long slice = 1;
        foreach (long length in isRecord ? shape.Skip(1) : shape)
            slice = length < 0 || (double)slice * length > _source.Length ? throw Damaged() : slice * length;
        if (begin < 0)
            throw Damaged();
        return new NetcdfVariable(kind, [.. names], [.. shape], attributes, isRecord, slice, begin);
    }

    // Texts are kept, and single numbers as texts.
    private Dictionary<string, string> ReadAttributes()
    {
        var attributes = new Dictionary<string, string>();
        for (long i = List(AttributeTag); i > 0; i--)
        {
            string name = Name();
            int type = Integer();
            BinaryNumber kind = KindOf(type);
            long count = Count();
            if (count < 0 || count > _source.Length)
                throw Damaged();
            byte[] bytes = Take(Padded(count * kind.Size()));
            if (type == 2)
                attributes[name] = Encoding.UTF8.GetString(bytes, 0, (int)count).TrimEnd('\0', ' ');
            else if (count == 1)
                attributes[name] = FormattableString.Invariant($"{kind.ToReals(bytes, bigEndian: true)[0]:R}");
        }

        return attributes;
    }

    private static long Padded(long length) => (length + 3) & ~3L;

    // An empty list may lack its tag.
    private long List(int tag)
    {
        int found = Integer();
        long count = Count();
        return count >= 0 && count <= _source.Length && (found == tag || (found == 0 && count == 0))
            ? count
            : throw Damaged();
    }

    private string Name()
    {
        long length = Count();
        return length is >= 0 and <= 1 << 16
            ? Encoding.UTF8.GetString(Take(Padded(length)), 0, (int)length)
            : throw Damaged();
    }

    private BinaryNumber KindOf(int type) => type switch
    {
        1 => BinaryNumber.Int8,
        2 or 7 => BinaryNumber.UInt8,
        3 => BinaryNumber.Int16,
        4 => BinaryNumber.Int32,
        5 => BinaryNumber.Float32,
        6 => BinaryNumber.Float64,
        8 => BinaryNumber.UInt16,
        9 => BinaryNumber.UInt32,
        10 => BinaryNumber.Int64,
        11 => BinaryNumber.UInt64,
        _ => throw Damaged(),
    };

    private long Count() => _version == 5 ? Long() : (uint)Integer();

    private int Integer() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    private long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    private byte[] Take(long count)
    {
        byte[] bytes = _source.Bytes(_place, count, "the header");
        _place += count;
        return bytes;
    }

    private StructureFormatException Damaged() => _source.Error("the header of the NetCDF file is damaged.");
}
