namespace Arise.Microscopy.Formats;

/// <summary>Says what a file is that no image can be read from.</summary>
internal static class OtherFiles
{
    private static readonly (byte[] Magic, string What)[] Known =
    [
        ([.. "GIF8"u8], "this is a GIF, which has 256 colors at most and is not read; save the original as TIFF"),
        ([.. "%PDF"u8], "this is a PDF, which is not read; save the image itself as TIFF or PNG"),
        ([.. "%!PS"u8], "this is PostScript, which is not read; save the image itself as TIFF or PNG"),
        ([.. "PK\u0003\u0004"u8], "this is a zip file; unpack it"),
        ([.. "8BPS"u8], "this is a Photoshop file, which is not read; save it as TIFF"),
        ([0x49, 0x49, 0x97, 0x01], "this is a .ser series of TIA, which is not read; save it as .emd, TIFF or .dm3"),
        ([0x49, 0x44, 0x42, 0x4c, 0x4f], "this is a .blo block file, which is not read; save one image as TIFF"),
        ([.. "SIMPLE  ="u8], "this is a FITS file, which is not read; save it as TIFF or .npy"),
        ([.. "MATLAB "u8], "this is a MATLAB file, which is not read; save the image as .npy, HDF5 or TIFF"),
        ([0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20], "this is JPEG 2000, which is not read; save it as TIFF"),
        ([.. "<?xml"u8], "this is XML, no image"),
        ([.. "<svg"u8], "this is an SVG drawing, which is not read; save it as PNG"),
        ([.. "{"u8], "this is JSON, no image"),
    ];

    private static readonly string[] StructureEndings = [".xyz", ".cif", ".vasp", ".poscar", ".pdb", ".lmp", ".dump"];

    /// <summary>The beginning of a sentence: what the file is, and what to do.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="file">Its name, which tells files of atoms among texts.</param>
    public static string NameOf(ReadOnlySpan<byte> head, string file)
    {
        foreach ((byte[] magic, string what) in Known)
        {
            if (head.StartsWith(magic))
                return what;
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8))
            return "this is WebP, which is not read; save it as PNG or TIFF";
        return !IsText(head) ? "this is no image of a known format"
            : StructureEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                ? "this is a file of atoms, no image"
            : "this is text, no image";
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (byte value in head)
        {
            if (value is < 32 and not ((byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f'))
                return false;
        }

        return true;
    }
}
