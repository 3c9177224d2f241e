namespace Arise.Microscopy.Formats;

/// <summary>Finds the chunks of an HDF5 data set, whatever indexes them, and unpacks them.</summary>
internal sealed class Hdf5Chunks
{
    private const int MostChunks = 1 << 20;
    private const int SingleChunk = 1, Implicit = 2, FixedArray = 3;

    private readonly Hdf5File _file;
    private readonly Hdf5Filters _filters;
    private readonly long[] _shape;
    private readonly long _bytes;

    /// <summary>Reads the storage message behind its first bytes.</summary>
    /// <exception cref="ImageFormatException">It is damaged, or an index that is not read.</exception>
    public Hdf5Chunks(
        Hdf5File file, Hdf5Cursor storage, int version, int rank, long[] shape, int elementSize, Hdf5Filters filters)
    {
        (_file, _filters, _shape) = (file, filters, shape);
        int flags = version == 4 ? storage.Byte() : 0;
        if (version >= 3)
            rank = storage.Byte();
        int width = version == 4 ? storage.Byte() : 4;
        long place = version < 4 ? storage.Place() : -1;
        if (rank != shape.Length + 1 || width is < 1 or > 8)
            throw file.Damaged();
        long[] sides = new long[rank];
        double elements = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            sides[axis] = storage.Number(width);
            elements *= sides[axis] > 0 ? sides[axis] : double.NaN;
        }

        if (!(elements < Array.MaxLength) || sides[^1] != elementSize)
            throw file.Damaged();
        Sides = sides[..^1];
        _bytes = (long)elements;
        if (version < 4)
            AddNode(place, [], byte.MaxValue + 1);
        else
            AddIndexed(storage, flags);
    }

    /// <summary>Lengths of the axes of a chunk.</summary>
    public long[] Sides { get; }

    /// <summary>The chunks that there are; elsewhere all numbers are 0.</summary>
    public List<Hdf5Chunk> All { get; } = [];

    /// <summary>The bytes of a chunk, unpacked.</summary>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public byte[] Read(Hdf5Chunk chunk)
    {
        _file.Source.RequirePlace(_file.Offset(chunk.Place), chunk.Size, "a chunk of its numbers");
        MemoryBudget.Require(
            (3.0 * _bytes) + chunk.Size, $"{_file.Source.File}: a chunk of its numbers", "save smaller chunks");
        _file.Source.RequirePacked(_bytes, chunk.Size, Hdf5Filters.HighestRatio);
        byte[] packed = _file.At(chunk.Place, chunk.Size).Span(chunk.Size).ToArray();
        return _filters.Undo(packed, _bytes, chunk.Skipped);
    }

    private void Add(long[] origin, long place, long size, long skipped)
    {
        if (All.Count >= MostChunks)
            throw TooMany();
        if (place < 0)
            return;
        if (origin.Any(first => first < 0))
            throw _file.Damaged();
        All.Add(new Hdf5Chunk(origin, place, size, skipped));
    }

    // The tree of the old kind: keys (size, filters left out, first element on each axis) and places in turn.
    private void AddNode(long place, HashSet<long> seen, int above)
    {
        if (place < 0)
            return;
        if (!seen.Add(place))
            throw _file.Damaged();
        Hdf5Cursor head = _file.At(place, 8).Expect("TREE");
        int type = head.Byte(), level = head.Byte(), count = head.UInt16();
        if (type != 1 || level >= above)
            throw _file.Damaged();
        int key = 8 + (8 * (_shape.Length + 1));
        Hdf5Cursor entries = _file.At(
            place + 8 + (2L * _file.PlaceSize), (long)count * (key + _file.PlaceSize));
        for (int i = 0; i < count; i++)
        {
            long size = entries.UInt32(), skipped = entries.UInt32();
            long[] origin = new long[_shape.Length];
            for (int axis = 0; axis < origin.Length; axis++)
                origin[axis] = entries.Number(8);
            long child = entries.Skip(8).Place();
            if (level > 0)
                AddNode(child, seen, level);
            else
                Add(origin, child, size, skipped);
        }
    }

    private void AddIndexed(Hdf5Cursor storage, int flags)
    {
        int kind = storage.Byte();
        switch (kind)
        {
            case SingleChunk:
                bool isFiltered = (flags & 2) != 0;
                long size = isFiltered ? storage.Length() : _bytes, skipped = isFiltered ? storage.UInt32() : 0;
                Add(new long[_shape.Length], storage.Place(), size, skipped);
                break;
            case Implicit:
                AddInOrder(storage.Place());
                break;
            case FixedArray:
                storage.Skip(1);
                AddFixedArray(storage.Place());
                break;
            default:
                throw _file.Source.Error(
                    "its chunks can grow and are indexed in a new way, which is not read; repack the file "
                    + "(h5repack -k 1).");
        }
    }

    // All chunks one after another.
    private void AddInOrder(long place)
    {
        long count = Count();
        for (long i = 0; i < count; i++)
            Add(Origin(i), place + (i * _bytes), _bytes, 0);
    }

    private void AddFixedArray(long place)
    {
        Hdf5Cursor head = _file.At(place, 8 + _file.LengthSize + _file.PlaceSize).Expect("FAHD").Skip(1);
        int client = head.Byte(), entry = head.Byte(), pageBits = head.Byte();
        long count = head.Length(), block = head.Place();
        if (count != Count() || entry < _file.PlaceSize || pageBits > 31)
            throw _file.Damaged();
        if (count > 1L << pageBits)
            throw _file.Source.Error("a data set has very many chunks, which is not read; save larger ones.");
        Hdf5Cursor entries = _file.At(block, 6 + _file.PlaceSize + (count * entry)).Expect("FADB")
            .Skip(2 + _file.PlaceSize);
        for (long i = 0; i < count; i++)
        {
            long chunk = entries.Place();
            long size = client == 1 ? entries.Number(entry - _file.PlaceSize - 4) : _bytes;
            Add(Origin(i), chunk, size, client == 1 ? entries.UInt32() : 0);
        }
    }

    private long Count()
    {
        double count = 1;
        for (int axis = 0; axis < _shape.Length; axis++)
            count *= Math.Ceiling((double)_shape[axis] / Sides[axis]);
        return count <= MostChunks ? (long)count : throw TooMany();
    }

    private ImageFormatException TooMany() =>
        _file.Source.Error($"a data set has more than {MostChunks} chunks; save larger ones.");

    private long[] Origin(long index)
    {
        long[] origin = new long[_shape.Length];
        for (int axis = origin.Length - 1; axis >= 0; axis--)
        {
            long along = Math.Max(1, (_shape[axis] + Sides[axis] - 1) / Sides[axis]);
            origin[axis] = index % along * Sides[axis];
            index /= along;
        }

        return origin;
    }
}
