namespace Arise.Microscopy.Formats;

/// <summary>
/// Reads HDF5 files: groups, attributes and numbers, stored plainly or in chunks. All sizes and places are checked
/// against the file, and no node is visited twice.
/// </summary>
/// <remarks>Format: The HDF Group, "HDF5 File Format Specification Version 3.0".</remarks>
internal sealed class Hdf5File
{
    private const int MostObjects = 100_000;

    private readonly Dictionary<long, Hdf5Object> _objects = [];
    private readonly long _base;

    /// <summary>Reads the superblock.</summary>
    /// <exception cref="ImageFormatException">Damaged, or of a version that is not known.</exception>
    public Hdf5File(ImageSource source)
    {
        Source = source;
        (PlaceSize, LengthSize) = (8, 8);
        Hdf5Cursor head = At(0, Math.Min(source.Length, 128)).Skip(8);
        int version = head.Byte();
        if (version > 3)
            throw source.Error($"it is HDF5 with a superblock of version {version}, which is not known.");
        if (version < 2)
        {
            head.Skip(4);
            (PlaceSize, LengthSize) = (head.Byte(), head.Byte());
            CheckSizes();
            head.Skip(version == 0 ? 9 : 13);
            _base = head.Place();
            head.Skip(3L * PlaceSize);
            head.Skip(PlaceSize);
            Root = head.Place();
        }
        else
        {
            (PlaceSize, LengthSize) = (head.Byte(), head.Byte());
            CheckSizes();
            head.Skip(1);
            _base = head.Place();
            head.Skip(2L * PlaceSize);
            Root = head.Place();
        }

        if (_base < 0)
            throw Damaged();
    }

    /// <summary>The file.</summary>
    public ImageSource Source { get; }

    /// <summary>Bytes of a place in the file.</summary>
    public int PlaceSize { get; }

    /// <summary>Bytes of a length.</summary>
    public int LengthSize { get; }

    /// <summary>Where the root group is described.</summary>
    public long Root { get; }

    /// <summary>Whether groups were met whose links are in a form that is not read.</summary>
    public bool HasHiddenLinks { get; set; }

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10]);

    /// <summary>A group or data set.</summary>
    /// <exception cref="ImageFormatException">It is damaged, or there are too many.</exception>
    public Hdf5Object Object(long place)
    {
        if (_objects.TryGetValue(place, out Hdf5Object? known))
            return known;
        if (_objects.Count >= MostObjects)
            throw Source.Error($"it holds more than {MostObjects} groups and data sets; name a file of images.");
        return _objects[place] = new Hdf5Object(this, place);
    }

    /// <summary>Goes through some bytes.</summary>
    /// <param name="place">Where they begin, as the file says it.</param>
    /// <param name="count">How many.</param>
    public Hdf5Cursor At(long place, long count) =>
        place < 0 ? throw Damaged() : new Hdf5Cursor(this, Source.Bytes(_base + place, count, "its objects"));

    /// <summary>The place in the file that a place within HDF5 means.</summary>
    public long Offset(long place) => _base + place;

    /// <summary>That something in the file cannot be.</summary>
    public ImageFormatException Damaged() =>
        Source.Error("its HDF5 objects are damaged; copy the file again.");

    private void CheckSizes()
    {
        if (PlaceSize is not (2 or 4 or 8) || LengthSize is not (2 or 4 or 8))
            throw Damaged();
    }
}
