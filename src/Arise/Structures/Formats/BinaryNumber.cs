namespace Arise.Structures.Formats;

/// <summary>How a binary file holds a number.</summary>
internal enum BinaryNumber
{
    /// <summary>One byte with a sign.</summary>
    Int8,

    /// <summary>One byte.</summary>
    UInt8,

    /// <summary>Two bytes with a sign.</summary>
    Int16,

    /// <summary>Two bytes.</summary>
    UInt16,

    /// <summary>Four bytes with a sign.</summary>
    Int32,

    /// <summary>Four bytes.</summary>
    UInt32,

    /// <summary>Eight bytes with a sign.</summary>
    Int64,

    /// <summary>Eight bytes.</summary>
    UInt64,

    /// <summary>Single precision (IEEE 754).</summary>
    Float32,

    /// <summary>Double precision (IEEE 754).</summary>
    Float64,
}
