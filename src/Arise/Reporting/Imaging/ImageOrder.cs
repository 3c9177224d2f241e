namespace Arise.Reporting.Imaging;

/// <summary>What images are ordered by.</summary>
public enum ImageOrder
{
    /// <summary>Mutual information of the class, the surest answer first; equal ones by quality.</summary>
    Information,

    /// <summary>Quality of the image, the best first.</summary>
    Quality,
}
