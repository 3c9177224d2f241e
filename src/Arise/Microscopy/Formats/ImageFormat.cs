namespace Arise.Microscopy.Formats;

/// <summary>A format of images: how its files begin, and what reads them.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Begins">Whether a file that begins with these bytes is one.</param>
/// <param name="Open">Finds the images of a file.</param>
internal sealed record ImageFormat(string Name, ImageFormat.Signature Begins, Func<ImageSource, ImageSet> Open)
{
    private const int HeadLength = 1024;

    /// <summary>A test of the first bytes of a file.</summary>
    public delegate bool Signature(ReadOnlySpan<byte> head);

    /// <summary>All that are read; those whose signature is weak come last.</summary>
    public static IReadOnlyList<ImageFormat> All { get; } =
    [
        new("NumPy array (.npy)", NpyImages.Begins, NpyImages.Open),
        new("PNG", PngImages.Begins, PngImages.Open),
        new("TIFF", TiffImages.Begins, TiffImages.Open),
        new("JPEG", JpegImages.Begins, JpegImages.Open),
        new("BMP", BmpImages.Begins, BmpImages.Open),
        new("DigitalMicrograph (.dm3, .dm4)", DmImages.Begins, DmImages.Open),
        new("HDF5 (.h5, .emd)", Hdf5Images.Begins, Hdf5Images.Open),
        new("MRC", MrcImages.Begins, MrcImages.Open),
    ];

    /// <summary>The format of a file.</summary>
    /// <exception cref="ImageFormatException">None of them; the error says what the file is instead.</exception>
    public static ImageFormat Of(ImageSource source)
    {
        if (source.Length == 0)
            throw source.Error("the file is empty.");
        byte[] head = source.Head(HeadLength);
        return All.FirstOrDefault(format => format.Begins(head)) ?? throw source.Error(
            $"{OtherFiles.NameOf(head, source.File)}; images can be read from "
            + $"{string.Join(", ", All.Select(format => format.Name))}.");
    }
}
