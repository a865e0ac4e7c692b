/** Between those who need a person's permission and those who know the people. */
package dev.serai.support.approval;
