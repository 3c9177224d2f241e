namespace Arise.Microscopy.Formats;

/// <summary>
/// TIFF and BigTIFF: pages of 1 to 64 bits, whole or real, in strips or tiles, compressed or not. LibTiff undoes the
/// compression; pages and tags are found here, checked against the length of the file.
/// </summary>
internal static class TiffImages
{
    private const int MostPages = 1 << 20;
    private const int SubfileType = 254, Description = 270;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => TiffHeader.Of(head) is not null;

    /// <summary>Finds the pages.</summary>
    public static ImageSet Open(ImageSource source)
    {
        byte[] head = source.Head(TiffHeader.Length);
        TiffHeader header = TiffHeader.Of(head)!;
        var pages = new List<TiffPage>();
        int thumbnails = 0;
        var seen = new HashSet<long>();
        for (long offset = header.First(head); offset != 0 && seen.Count < MostPages;)
        {
            if (!seen.Add(offset))
                throw source.Error("its pages follow each other in a circle; the file is damaged, copy it again.");
            var directory = new TiffDirectory(source, header, offset);

            // Bit 0: a copy of less resolution. Bit 2: a mask.
            if ((directory.Integer(SubfileType, 0) & 5) != 0)
                thumbnails++;
            else
                pages.Add(new TiffPage(source, header, directory));
            offset = directory.Next;
        }

        thumbnails += TiffThumbnails.Remove(pages);
        if (pages.Count == 0)
            throw source.Error("the file has no page; it is damaged or holds only thumbnails.");
        if (thumbnails > 0)
            source.Note("thumbnails and masks are left out.");
        return pages is [var only] && StackOf(source, header, only) is { } stack
            ? stack
            : new ImageSet(pages.Count, index => pages[index].Read(
                ImageSet.NameOf(index, pages.Count, "page"), PixelSize(pages[index], pages[0])));
    }

    // ImageJ and OME describe a series on its first page.
    private static double? PixelSize(TiffPage page, TiffPage first) =>
        page.PixelSize ?? (page.Sides == first.Sides ? first.PixelSize : null);

    // ImageJ describes one page of a stack beyond 4 GB; the others follow it without any description.
    private static ImageSet? StackOf(ImageSource source, TiffHeader header, TiffPage page)
    {
        string text = page.Directory.Text(Description) ?? "";
        if (!text.StartsWith("ImageJ=", StringComparison.Ordinal) || page.Raw(header) is not { } pixels
            || !int.TryParse(TiffPixelSize.Line(text, "images"), out int frames) || frames < 2
            || page.First is not { } first || pixels.Size * frames > source.Length - first)
            return null;
        return new ImageSet(frames, index => source.Image(
            (int)pixels.Width, (int)pixels.Height, pixels.Read(source, first + (index * pixels.Size)),
            ImageSet.NameOf(index, frames), TiffPixelSize.Of(source, page.Directory), pixels.Kind.Largest));
    }
}
