namespace Arise.Microscopy.Formats;

/// <summary>A data set of an HDF5 file as one image or a series of images.</summary>
internal sealed class Hdf5Series
{
    private readonly Hdf5File _file;
    private readonly Hdf5Data _data;
    private readonly int _across, _down;

    private Hdf5Series(Hdf5File file, string name, Hdf5Data data, bool framesLast)
    {
        (_file, Name, _data) = (file, name, data);
        int rank = data.Shape.Length;
        (_down, _across) = rank == 3 && framesLast ? (0, 1) : (rank - 2, rank - 1);
        Frames = rank < 3 ? -1 : framesLast ? 2 : 0;
    }

    /// <summary>What it is called: its path, or the name of the detector.</summary>
    public string Name { get; init; }

    /// <summary>Side of a pixel in Angstrom, or null.</summary>
    public double? PixelSize { get; init; }

    /// <summary>The axis of a series; -1 if there is none.</summary>
    public int Frames { get; }

    /// <summary>How many images there are.</summary>
    public long Count => Frames < 0 ? 1 : _data.Shape[Frames];

    /// <summary>Pixels of one.</summary>
    public double Pixels => (double)_data.Shape[_across] * _data.Shape[_down];

    /// <summary>
    /// The images of a data set; null if it is none, or holds no numbers in two or three axes longer than one.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="data">The data set.</param>
    /// <param name="framesLast">Whether the last of three axes is that of the series, not the first.</param>
    /// <param name="pixelSize">Side of a pixel in Angstrom, or null.</param>
    public static Hdf5Series? Of(
        Hdf5File file, string name, Hdf5Object data, bool framesLast = false, double? pixelSize = null)
    {
        if (data.Shape is not { Length: 2 or 3 } shape || shape.Contains(0))
            return null;
        if (data.Type is { Class: 6 })
            file.Source.Note("complex numbers and records are left out.");
        return Hdf5Data.Of(file, data) is { } numbers
            ? new Hdf5Series(file, name, numbers, framesLast) { PixelSize = pixelSize } : null;
    }

    /// <summary>Reads one image.</summary>
    /// <param name="frame">Which, from 0.</param>
    /// <param name="isOneOfSeveral">Whether the file has other data sets.</param>
    public MicroscopeImage Read(int frame, bool isOneOfSeveral)
    {
        long[] at = new long[_data.Shape.Length];
        if (Frames >= 0)
            at[Frames] = frame;
        string? number = Count > 1 ? $"frame {frame + 1}" : null;
        string? name = !isOneOfSeveral ? number : number is null ? Name : $"{Name}, {number}";
        return _file.Source.Image(
            (int)_data.Shape[_across], (int)_data.Shape[_down], _data.Plane(at, _across, _down), name, PixelSize,
            _data.Kind.Largest);
    }
}
