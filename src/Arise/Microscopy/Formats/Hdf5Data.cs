namespace Arise.Microscopy.Formats;

/// <summary>
/// The numbers of an HDF5 data set, of which one plane is read at a time: two axes vary, all others are fixed.
/// </summary>
internal sealed class Hdf5Data
{
    private const int Compact = 0, Contiguous = 1, Chunked = 2;

    private readonly Hdf5File _file;
    private readonly Hdf5Type _type;
    private readonly PixelKind _kind;
    private readonly byte[]? _compact;
    private readonly long _place = -1;
    private readonly Hdf5Chunks? _chunks;
    private Hdf5Chunk? _last;
    private float[] _lastNumbers = [];

    private Hdf5Data(Hdf5File file, Hdf5Object data, PixelKind kind)
    {
        (_file, _type, _kind, Shape) = (file, data.Type!, kind, data.Shape!);
        Hdf5Cursor storage = data.Storage ?? throw file.Damaged();
        int version = storage.Byte();
        int rank = version < 3 ? storage.Byte() : 0, form = storage.Byte();
        if (version is < 1 or > 4)
            throw file.Source.Error("its numbers are stored in a form that is not read; repack the file (h5repack).");
        if (version < 3)
            storage.Skip(5);
        switch (form)
        {
            case Compact:
                if (version < 3)
                    storage.Skip(4L * rank);
                _compact = storage.Span(version < 3 ? storage.UInt32() : storage.UInt16()).ToArray();
                break;
            case Contiguous:
                _place = storage.Place();
                if (_place >= 0)
                    RequireAll(file);
                break;
            case Chunked:
                var filters = Hdf5Filters.Of(file, data.Packing);
                _chunks = new Hdf5Chunks(file, storage, version, rank, Shape, kind.Size, filters);
                break;
            default:
                throw file.Source.Error(
                    "its numbers stand in other files, which is not read; repack the file (h5repack).");
        }
    }

    /// <summary>Lengths of the axes, the slowest first.</summary>
    public long[] Shape { get; }

    /// <summary>The kind of numbers.</summary>
    public PixelKind Kind => _kind;

    /// <summary>The numbers of a data set; null if it holds no plain numbers.</summary>
    public static Hdf5Data? Of(Hdf5File file, Hdf5Object data) =>
        data is { Type.Kind: { } kind, Shape: not null } ? new Hdf5Data(file, data, kind) : null;

    /// <summary>All bytes of a small data set in one dimension or two.</summary>
    /// <param name="column">Only this number of each row.</param>
    /// <param name="most">How many rows at most.</param>
    public float[] Column(long column, int most)
    {
        int count = (int)Math.Min(Shape[0], most);
        _file.Source.RequirePacked((double)count * _kind.Size, _file.Source.Length, Hdf5Filters.HighestRatio);
        MemoryBudget.Require(4.0 * count, $"{_file.Source.File}: a data set beside the image", "take a smaller file");
        float[] numbers = new float[count];
        ReadInto(numbers, 1, count, [0, Shape.Length == 2 ? column : 0], Shape.Length > 1 ? 1 : -1, 0);
        return numbers;
    }

    /// <summary>A plane.</summary>
    /// <param name="fixedAt">Place on each axis; those of the two that vary do not matter.</param>
    /// <param name="across">The axis of the columns.</param>
    /// <param name="down">The axis of the rows.</param>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public float[] Plane(long[] fixedAt, int across, int down)
    {
        long width = Shape[across], height = Shape[down];
        _file.Source.RequireSides(width, height);
        _file.Source.RequirePacked((double)width * height * _kind.Size, _file.Source.Length, Hdf5Filters.HighestRatio);
        float[] values = _file.Source.Allocate(width, height);
        ReadInto(values, (int)width, (int)height, fixedAt, across, down);
        return values;
    }

    private void ReadInto(float[] values, int width, int height, long[] fixedAt, int across, int down)
    {
        if (_chunks is not null)
            ReadChunks(values, width, height, fixedAt, across, down);
        else
            ReadRows(values, width, height, fixedAt, across, down);
    }

    // Rows of a plane may hold the numbers of other planes between theirs.
    private void ReadRows(float[] values, int width, int height, long[] fixedAt, int across, int down)
    {
        long[] steps = Steps(Shape);
        long stepX = across < 0 ? 1 : steps[across], start = 0;
        for (int axis = 0; axis < Shape.Length; axis++)
            start += axis == across || axis == down ? 0 : fixedAt[axis] * steps[axis];
        long length = ((width - 1) * stepX) + 1;
        _file.Source.RequirePlace(0, length * _kind.Size, "a row of its numbers");
        MemoryBudget.Require(length * (_kind.Size + 4.0), $"{_file.Source.File}: a row of its numbers", "cut the data");
        byte[] bytes = new byte[length * _kind.Size];
        float[] numbers = new float[length];
        for (int y = 0; y < height; y++)
        {
            long offset = (start + (y * steps[down])) * _kind.Size;
            if (_compact is null && _place >= 0)
                _file.Source.Fill(_file.Offset(_place) + offset, bytes, "its numbers");
            else if (_compact is not null && offset + bytes.Length <= _compact.Length)
                _compact.AsSpan((int)offset, bytes.Length).CopyTo(bytes);
            else if (_compact is not null)
                throw _file.Damaged();
            _kind.Convert(bytes, numbers, _type.IsBigEndian);
            for (int x = 0; x < width; x++)
                values[(y * width) + x] = numbers[x * stepX];
        }
    }

    private void ReadChunks(float[] values, int width, int height, long[] fixedAt, int across, int down)
    {
        long[] steps = Steps(_chunks!.Sides);
        foreach (Hdf5Chunk chunk in _chunks.All)
        {
            long start = 0;
            bool isHit = true;
            for (int axis = 0; axis < Shape.Length; axis++)
            {
                if (axis == across || axis == down)
                    continue;
                long within = fixedAt[axis] - chunk.Origin[axis];
                isHit &= within >= 0 && within < _chunks.Sides[axis];
                start += within * steps[axis];
            }

            if (!isHit)
                continue;
            float[] numbers = Numbers(chunk);
            long left = across < 0 ? 0 : chunk.Origin[across], top = chunk.Origin[down];
            long right = across < 0 ? 1 : Math.Min(width, left + _chunks.Sides[across]);
            long stepX = across < 0 ? 1 : steps[across];
            for (long y = top; y < Math.Min(height, top + _chunks.Sides[down]); y++)
            {
                long row = start + ((y - top) * steps[down]);
                for (long x = left; x < right; x++)
                    values[(y * width) + x] = numbers[row + ((x - left) * stepX)];
            }
        }
    }

    private void RequireAll(Hdf5File file)
    {
        double bytes = Shape.Aggregate((double)_kind.Size, (product, side) => product * side);
        file.Source.RequirePlace(
            file.Offset(_place), bytes < long.MaxValue ? (long)bytes : long.MaxValue, "a data set");
    }

    private float[] Numbers(Hdf5Chunk chunk)
    {
        if (ReferenceEquals(_last, chunk))
            return _lastNumbers;
        byte[] bytes = _chunks!.Read(chunk);
        float[] numbers = _lastNumbers.Length == bytes.Length / _kind.Size
            ? _lastNumbers : new float[bytes.Length / _kind.Size];
        _kind.Convert(bytes, numbers, _type.IsBigEndian);
        (_last, _lastNumbers) = (chunk, numbers);
        return numbers;
    }

    private static long[] Steps(long[] sides)
    {
        long[] steps = new long[sides.Length];
        long step = 1;
        for (int axis = sides.Length - 1; axis >= 0; axis--)
            (steps[axis], step) = (step, step * Math.Max(1, sides[axis]));
        return steps;
    }
}
