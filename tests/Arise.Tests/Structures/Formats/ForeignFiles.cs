using System.IO.Compression;

namespace Arise.Tests.Structures.Formats;

/// <summary>
/// Small binary files of other programs, packed with gzip, in base64: trajectory and database written by ASE 3.22.1
/// (the database then without indexes, after "pragma page_size=512; vacuum" of SQLite 3.40), NetCDF and MATLAB files by
/// scipy 1.10 (scipy.io.netcdf_file, scipy.io.savemat), GSD by the package gsd 2.7.
/// </summary>
internal static class ForeignFiles
{
    /// <summary>
    /// Three frames: salt with tags, energy and forces; the same moved, without results; water without cell.
    /// </summary>
    public static byte[] AseTrajectory { get; } = Unpacked(
        "H4sIAAAAAAACA9NVyE9TCM3JdQx21Q0pSsxKTS7JL6pUUGBmgAAYbQBl7IDyuaG0IAMxgMUBlX/BHmYuC159H+xxiO9vZoSwqpXKUouK" +
        "M/PzlKwUDHUUlBKLU+MRIkrGekZGeoZKQImCpGSgQHRJUWmqjgKCjAVK5ZXmJgG16AHlq5XyUhKLihIrQWqjjUCymXklZiZAE0zNYmtB" +
        "5uQXZ5YATcemXEfBGKQjLSc/EaLH3AisJzk1JweswkDPAKgGSgCVRoPZBugCMNFYkGkliemEnGZoZACxJzEnuTQnERiDUA2JuamgUCjN" +
        "y87LL88DB0NiEVCwBOhdkAqQptS81KJ0kKG6hnqmINfnFyWnEuU7Q2NgkNTWKoMA/vhnc4DFO4R+gBH/cxlg8UlSAJtamNAlhM2MgTEJ" +
        "8iks/XcwQX3CwjAKKAAcUJoRjSYOvICnJzTx/TDxA4h0BSkA0hJzioF5H5nCWwYYo2Q0Q1MjQqWAMWY+MTQ3w5JKYQQoURIQiK0FAJlC" +
        "Gc+oBQAA");

    /// <summary>
    /// Two rows, salt with key-value pairs and water; pages of 512 bytes, so that records overflow.
    /// </summary>
    public static byte[] AseDatabase { get; } = Unpacked(
        "H4sIAAAAAAACA+0ZTU8bR3Rm13htiItIhKwKDlNDVWgg4ctgR6pik24iN2ASYqTQVrLG6zHZsB/OzpqCEIrMpaf+iaqHHqpKPfXIObf2" +
        "UPXQS9VDFOWQpq0UpcqlM7ML7BoaIiL1A/y065n33s6bN++9efPhWzfndJegmu2Y2EWTQAIQghxCAICz7O0G+5BkbySAQ3A0nAUXNNjB" +
        "KhJ8xvEu+MKrtOFfBoV7pUP4BsIXnNLtFW04PfAG7BRz81sAf2I/bfi/wIA8H6+OVcYnx2sz2sxEtjZRGcN4slrJZNO1TCVTy6azg/I8" +
        "nNDGxrNpMpWd1LJT0xOZsemJdGZ8emxKm85OTWXHJS5sdqQTMTBtk1guRrNzCz5Fsy3qOli3XIpK6u3SCEKjoyEqtqpIw4bWMLBrO16j" +
        "PdRr00Is17GDTeIShwb4xCLOygZaVPNzfid+A1JFdceuE8fVCRWf1hxCysHvPartaIQGdGcqEhokVPW6bZAAwcQrbMj0ACUgVbuDnZWQ" +
        "2FWyUV7DRoOwcehO0CyMMyo4yONw01Qxsyem6C61LU8JHDKwxSzCNCgUS+o1ddGTQ91GrcbHw9RZ1a0VdK9BHDZ4VMOUWc0brYnXA2rS" +
        "MLpmGw2TBAgmZpZoHZUgDCfgA7aQzwAwAx/A568cf58qUEn29cHPiIsrBqEbTDWT+oV0hYkuqaiUn51TkU9EQ6Jvvbo7WnRjsTCfX1xG" +
        "19VllF8qLRSKrN28WvTtWXj/HTqCXN0k1MVm3TNogxKHWc0kQljD0plxykwmdwNaKhZuLqn+GHnDoAlacC6IywnEoNUwKzwqhXsCrnDv" +
        "sJ1RldR0i3AlUF74zK7cJZorGtZtqrs6mxXBqUMMI4DWK9qelz07WKwJNsoHg3CXczD2uBtDBBevCNTfmM0cI5EkxPr/B2BPG04HdEG5" +
        "D+5O1YSInU0Av4f3wVNWof+ECjH+QzuUZG8vbBZECmHpk/I3HkoenOJnDlYNTNb9POLhVxcW1cK1okgmQ3p1mE31q+qiWryi3trNQJw8" +
        "3DwTEYmraXuJq040llv9IhZOXB7R7/7DcH9Wy3Q+pjo35Gjy/Hm47Clzz2BnsTIlLKlZWisaDSsXZg7xXDbCsOFRKZrM90GgW1Wy7n+F" +
        "G64t8LLfd3ncr8jC//AXAP+Ev8PHrNKGEwbRSCQOoSRF5QiMw5jUIbEy3tMBedHF/S/DhwA+g09Y0YaTGQOy3APtVSkqyefiK7geg3Iy" +
        "buAKMbz1/zfAnjacBkjASLLX8z3FhivmP1gAcBl8BRZeW/pHsWhyYADeF+uZbnnXimxrHKgmQutYgOEvtC27cu9IxfHh5ruKkrx4EW7L" +
        "Qry3Xy/vncjoAcKZUFcH2IduLLz+9g8Kx95oDEYVvrQ3PVu4ZN0NdN2CdoYUbWG+RM3X3w8lxP0Py/+/trP/Cb7slSI9cb4AdMPIOYWv" +
        "ALm32ue/U3z+614jDmU5Nyv8D74E/Pkvw/YSHADzigL6jWY//+epH4C+HgUYgnsNwThQlNhRV6K5S4/Tz7c//2G37GJte47sO5IL499d" +
        "bjnN5g4vj+Yrsn9107BWLfsTa3Nr56V3cE8v/w19ZzMllvTUJZTiy3pqBKXYLGdo5kJ6K+Z/trkl5a6LGszNZz74+M1vbnv+fwL4c/Jh" +
        "u1saFFE02Oxv9sda2W8jHllK7KhbcxE+XzfTu2UMeP+GwldW5JHvyJ9bHPpo53D68WEzZa+yMHCdBgnEgZybkH/sfK/+xV8ZVQPFAB4A" +
        "AA==");

    /// <summary>
    /// Two frames as LAMMPS lays them out, classic; atom 2 before atom 1, direction c not periodic.
    /// </summary>
    public static byte[] Netcdf { get; } = Unpacked(
        "H4sIAAAAAAACA61RsU7DMBB1mqRUtANIDB35AgQ/QFIKTFRCIFViQoaaYMm1K9tFlInPYGBg4DMY+Ag+g4GBkYFzckncCkEHLJ2e43t3" +
        "792lv38YEEIaEKsQTYj4StMxI9VZMRNqORXuHkJE1Kox1nQumRDnNSGs3qjMpoJqfIsFvWCi6Od0Ovje7it5w6TlShqCPePeYO/gBLUn" +
        "WmVgp8w1j3qDwfFpnluva4dMG4CixvHCna1td29DtBZmCDDK4/gRwINDy/PR/TzBvUCfxqPrmc+nNM+4LOvL3fj8LqSeq30IJjN7bRb4" +
        "HdSKp5JbU/tp9WRmrM73XPZ6qbRht4IZXzv6pVdzxDLN2JyvN5fjI+L3aHj+I5z3Pd/JbML+4H3m3pTSIy6pLbyFHj9YctYY/X3dzu4q" +
        "keSjwBS/0xbiGuLG/M9Kh/c/ouclWJiDJK/A2yRkF6jp2ZK63f/TTZ4I+QYRWy2/jAMAAA==");

    /// <summary>The same with 64-bit offsets.</summary>
    public static byte[] Netcdf64 { get; } = Unpacked(
        "H4sIAAAAAAACA61RMU7DMBR1mqRUNANIHTowcAIEFyAJBSYiIZAqMSFDTLDk2pHtIsrEUTgGAwMDx+AQDBwAO/lJTEGoA5F+/o/93vvv" +
        "/0wOj3sIIRvrJvomwhuJZwS1z5oqsaaY2do3EWAtZsCJrgljlx3Ab88wL+YMSzgLGb4irNazfSI4H04EvyNcU8EVAs0wzQ6OzqB3KUVh" +
        "7DR3/ZM0y07Pq7vNjjslUplUcyzO39vZtfXQxGBpBg+ieSw+gPLZ1ppW47sYBLsZAO7FaldzCkkLyhudZkcuZwyct3Y3jPBC36olTgQ9" +
        "wzmnWnXeBikvlJbVzl2999aD2TUjyvUQ/KHXz0khCfnh79O+aI5cnZ4zS9DN70fVnhYlWQE7qnwKIXPKsa59+g7HW3H2sPPqb90vHtpm" +
        "8UedE/hOoHOyAXn0/Ucm08dfs+PHW5oHxa8Gt43QvoEmFyv2Hf9f3/gJoS8r2D+KrAMAAA==");

    /// <summary>model (3 x 4) and atoms (1 x 4, types 1 and 2), compressed.</summary>
    public static byte[] MatCompressed { get; } = Unpacked(
        "H4sIAAAAAAACA/N1DPFxdFIw1TNQ8HUM0U3LzElVCMhJLEnLL8q1UijIL86s0FFwLkpNLElNUcjPs1Lwzc9T8MsvUzA2UDA0sTI1tjKy" +
        "UDAyMDJjIAMwevryAyk7IK6Y8zg5IWEG45EchzOMSx0bRE+lsyWJKaS1dD19tnzJM4ZMPwW/hAOsejecX8h/s5jawNjNrPW/2daKlyFk" +
        "O2cayBQ9uCkbGJLMFJ4xJPmxcSS0fpJsnMHq1XxEyPtTcXejiXDAlImdnYIMZm1MywASwHem/AAAAA==");

    /// <summary>
    /// pos (2 x 3, single), element (a cell of Fe, Pt), and a text and a cell that do not matter.
    /// </summary>
    public static byte[] MatPlain { get; } = Unpacked(
        "H4sIAAAAAAACA/N1DPFxdFIw1TNQ8HUM0U3LzElVCMhJLEnLL8q1UijIL86s0FFwLkpNLElNUcjPs1Lwzc9T8MsvUzA2UDA0sTI1tjKy" +
        "UDAyMDJjIAMwevryASkPIGYDYg4gZodKsUL5TEDMDFIKJIGuActLoBhywB7BVnAAmbcAyTxGNPMYoWYyQu1KzUnNTc0rYQDpM0DSx4JH" +
        "HwgIAHluqQxk6QsoIU4fBLMw5OWXpAoAWRUMEH0VSPrY0PQxw8OLhSE5NSeHExq+EPDBHn+EEJYHAHbPD8IwAgAA");

    /// <summary>A struct rec with positions (2 x 3) and Z (26, 78), compressed.</summary>
    public static byte[] MatStruct { get; } = Unpacked(
        "H4sIAAAAAAACA/N1DPFxdFIw1TNQ8HUM0U3LzElVCMhJLEnLL8q1UijIL86s0FFwLkpNLElNUcjPs1Lwzc9T8MsvUzA2UDA0sTI1tjKy" +
        "UDAyMDJjIAMwevryA6ksIK6Y8ziZgcmNjc1M4SjjER8egQNcT40PGRo7B2YZBcxpbeTWUmM6wvrz6EzVmT8rj/IE8pxo4O8QlhB4tmnh" +
        "TO5N7ZJZfBwFTBsZmfU+HJbbbdHNfEKO3eabgdNbp23uDOvun2L0MWWxZmA485LLEgCIaqb38gAAAA==");

    /// <summary>Three frames of Cu and Zn; the last atom moves along y by 0.5 per frame.</summary>
    public static byte[] Gsd { get; } = Unpacked(
        "H4sIAAAAAAACA7ufeh8MGRgZwKCBAQoEIZQAlMsCVsDEkF6copeRn5+bomCkZ65nwEAqAOtlGHyADcYQhVCQ4OCEy0ODh0ECSZ6RgRku" +
        "zwSlZaDyzGAxVrg8C5RWQtLPjKQfJm+EJM+CZD9M3gnJfFagPCOafBUOeRhdhGQ+G1AXE5r+TWj6mdD0r0LTPwpGwSgYBaNgFIyCUTAK" +
        "RsEoGAWjYBQMBZCcn5eWmV5alFiSmZ+nn5RfwVCQWFSSmZyTWqzvh8QuqSxILUbjZ6YgCeQmFiPLF+QXZ4KMRLOguCS1YDTQR8EoGDRA" +
        "wRGCGRzPnjljCxI5e8bHDjSy5VzKEJUHVoM6ilbjxMDQ5ISgkUGDPQIzOCBJHIDJc2F1BV59YHERkvVBxAEmcoZm4hUAAA==");

    private static byte[] Unpacked(string packed)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
